// Reads a chart's state nodes into a table that `step` can run without XState, and refuses any chart that has
// something the table can't run: what the actor does and what the table does must be the same.
import { separate } from 'fp-ts/lib/Array.js'
import * as E from 'fp-ts/lib/Either.js'
import type { AnyStateMachine, AnyStateNode } from 'xstate'
import { type SessionStateName, sessionStateNames } from '../model/index.js'
import { type SessionEvent, type SessionEventType, sessionEventTypes } from './event.js'
import { type Rule, rules } from './rule.js'
import { sessionMachine } from './sessionMachine.js'

/** What an event does in a state. */
export interface Cell {
  readonly rule: Rule<SessionEvent>
  /** The state after the event; after the last of its phase, where that is another one, `last`. */
  readonly next: SessionStateName
  readonly last: SessionStateName | null
}

/** A cell for each state and event that go together; dictionaries without a prototype. */
export type Table = {
  readonly [S in SessionStateName]?: { readonly [T in SessionEventType]?: Cell }
}

const isStateName = (name: unknown): name is SessionStateName =>
  sessionStateNames.some((known) => known === name)

const isEventType = (type: string): type is SessionEventType =>
  sessionEventTypes.some((known) => known === type)

const dictionary = <K extends string, V>(
  entries: ReadonlyArray<readonly [K, V]>,
): { readonly [P in K]?: V } => Object.assign(Object.create(null), Object.fromEntries(entries))

/** What hangs on a state node and would not run. */
const extras = (node: AnyStateNode): ReadonlyArray<string> => [
  ...(node.always === undefined ? [] : ['always']),
  ...(node.after.length === 0 ? [] : ['after']),
  ...(node.invoke.length === 0 ? [] : ['invoke']),
  ...(node.entry.length === 0 ? [] : ['entry actions']),
  ...(node.exit.length === 0 ? [] : ['exit actions']),
]

const rootFaults = (root: AnyStateNode): ReadonlyArray<string> => [
  ...extras(root),
  ...Object.keys(root.on).map((type) => `on ${type}`),
  ...(root.type === 'compound' ? [] : [`the type ${root.type}`]),
  ...(root.type === 'compound' && root.initial.actions.length > 0 ? ['initial actions'] : []),
]

const stateFaults = (node: AnyStateNode): ReadonlyArray<string> => [
  ...extras(node),
  ...(node.type === 'atomic' || node.type === 'final' ? [] : [`the type ${node.type}`]),
  // An actor stops in a final state, whatever stands there.
  ...(node.type === 'final' && Object.keys(node.on).length > 0 ? ['events, though it is final'] : []),
]

/** A chart that means something else by the names that the table runs as rules would not do as the table does. */
const foreign = ({ implementations: { guards, actions } }: AnyStateMachine): ReadonlyArray<string> => {
  const own = sessionMachine.implementations
  return [
    ...['allowed', 'nothingRemains'].filter((name) => guards[name] !== own.guards[name]),
    ...['evolve'].filter((name) => actions[name] !== own.actions[name]),
  ]
}

type Branch = NonNullable<AnyStateNode['on'][string]>[number]

const targetOf = (branch: Branch, node: AnyStateNode): string =>
  branch.target === undefined ? node.key : branch.target.map((target) => target.key).join(' and ')

const named = (guard: Branch['guard']): string => {
  if (guard === undefined) return 'no guard'
  return typeof guard === 'string' ? `the guard ${guard}` : 'a guard without a plain name'
}

const isEvolve = (action: Branch['actions'][number] | undefined): boolean =>
  action === 'evolve' || (typeof action === 'object' && action.type === 'evolve')

/** The faults of one branch, which must be `{ guard, target?, actions: 'evolve' }` with a guard of the given name. */
const branchFaults = (branch: Branch, guard: string): ReadonlyArray<string> => [
  ...(branch.guard === guard ? [] : [`${named(branch.guard)} where ${guard} belongs`]),
  ...(branch.actions.length === 1 && isEvolve(branch.actions[0]) ? [] : ['actions other than evolve']),
  ...(branch.reenter ? ['reenter'] : []),
]

const cellOf = (
  node: AnyStateNode,
  type: string,
): E.Either<ReadonlyArray<string>, readonly [SessionEventType, Cell]> => {
  const [first, second, third] = node.on[type] ?? []
  const fallback = second ?? first
  if (!isEventType(type) || fallback === undefined) return E.left([`the unknown event ${type}`])
  const last = second === undefined || first === undefined ? null : targetOf(first, node)
  const next = targetOf(fallback, node)
  const faults = [
    ...(third === undefined ? [] : ['more than two branches']),
    ...branchFaults(fallback, 'allowed'),
    ...(second === undefined || first === undefined ? [] : branchFaults(first, 'nothingRemains')),
    ...[next, ...(last === null ? [] : [last])]
      .filter((target) => !isStateName(target))
      .map((target) => `the target ${target}`),
  ]
  // A cell stands under its own event's type, so its rule only ever sees events of that type.
  return faults.length === 0 && isStateName(next) && (last === null || isStateName(last))
    ? E.right([type, { rule: rules[type] as Rule<SessionEvent>, next, last }])
    : E.left(faults.map((fault) => `${fault} for ${type}`))
}

/**
 * The table of a chart, or everything in the chart that a table can't run.
 *
 * @example
 * import { sessionMachine, tabulate } from 'exact-match-session/machine'
 *
 * tabulate(sessionMachine) // right({ created: { start: { next: 'uploading', last: 'uploaded', … }, … }, … })
 */
export const tabulate = (chart: AnyStateMachine): E.Either<ReadonlyArray<string>, Table> => {
  const rows = Object.entries(chart.root.states).map(([name, node]: [string, AnyStateNode]) => {
    const { left, right } = separate(Object.keys(node.on).map((type) => cellOf(node, type)))
    const faults = [...stateFaults(node), ...left.flat()].map((fault) => `${name} has ${fault}`)
    return isStateName(name) && faults.length === 0
      ? E.right([name, dictionary(right)] as const)
      : E.left([...(isStateName(name) ? [] : [`${name} is no state of a session`]), ...faults])
  })
  const { left, right } = separate(rows)
  const faults = [
    ...rootFaults(chart.root).map((fault) => `the root has ${fault}`),
    ...foreign(chart).map((name) => `${name} is not the session chart's own`),
    ...left.flat(),
  ]
  return faults.length > 0 ? E.left(faults) : E.right(dictionary(right))
}
