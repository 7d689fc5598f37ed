// Reads a chart's state nodes into a table that `step` can run without XState, and refuses any chart that has
// something the table can't run: what the actor does and what the table does must be the same.
import * as E from 'fp-ts/lib/Either.js'
import type { AnyStateMachine, AnyStateNode } from 'xstate'
import { type SessionStateName, sessionStateNames } from '../model/index.js'
import { type SessionEvent, type SessionEventType, sessionEventTypes } from './event.js'
import { type Rule, rules } from './rule.js'

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

type Branch = NonNullable<AnyStateNode['on'][string]>[number]

const targetOf = (branch: Branch, node: AnyStateNode): string =>
  branch.target === undefined ? node.key : branch.target.map((target) => target.key).join(' and ')

const nameOf = (action: Branch['actions'][number] | undefined): unknown =>
  typeof action === 'object' ? action.type : action

/** The faults of one branch, which must be `{ guard, target?, actions: 'evolve' }` with a guard of the given name. */
const branchFaults = (branch: Branch, guard: string): ReadonlyArray<string> => [
  ...(branch.guard === guard ? [] : [`the guard ${JSON.stringify(branch.guard)} where ${guard} belongs`]),
  ...(branch.actions.length === 1 && nameOf(branch.actions[0]) === 'evolve'
    ? []
    : ['actions other than evolve']),
  ...(branch.reenter ? ['reenter'] : []),
]

const cellOf = (
  node: AnyStateNode,
  type: string,
): E.Either<ReadonlyArray<string>, readonly [SessionEventType, Cell]> => {
  const branches = node.on[type] ?? []
  const [first, second] = branches
  const fallback = second ?? first
  if (!isEventType(type) || fallback === undefined || branches.length > 2) {
    return E.left([branches.length > 2 ? `${branches.length} branches for ${type}` : `the event ${type}`])
  }
  const last = second === undefined || first === undefined ? null : targetOf(first, node)
  const next = targetOf(fallback, node)
  const faults = [
    ...branchFaults(fallback, 'allowed'),
    ...(second === undefined || first === undefined ? [] : branchFaults(first, 'nothingRemains')),
  ].map((fault) => `${fault} for ${type}`)
  if (!isStateName(next) || (last !== null && !isStateName(last)))
    return E.left([...faults, `the targets of ${type}`])
  // A cell stands under its own event's type, so its rule only ever sees events of that type.
  return faults.length > 0
    ? E.left(faults)
    : E.right([type, { rule: rules[type] as Rule<SessionEvent>, next, last }])
}

/**
 * The table of a chart, or everything in the chart that a table can't run.
 *
 * @example
 * import { sessionChart, tabulate } from 'exact-match-session/machine'
 *
 * tabulate(sessionChart) // right({ created: { start: { next: 'uploading', last: 'uploaded', … }, … }, … })
 */
export const tabulate = (chart: AnyStateMachine): E.Either<ReadonlyArray<string>, Table> => {
  const { root } = chart
  const faults = [
    ...extras(root),
    ...Object.keys(root.on).map((type) => `on ${type}`),
    ...(root.type === 'compound' ? [] : [root.type]),
  ].map((fault) => `the root has ${fault}`)
  const rows = Object.entries(root.states).map(([name, node]: [string, AnyStateNode]) => {
    const own = [
      ...extras(node),
      ...(node.type === 'atomic' || node.type === 'final' ? [] : [`the type ${node.type}`]),
    ]
    const cells = Object.keys(node.on).map((type) => cellOf(node, type))
    faults.push(
      ...[...own, ...cells.flatMap((cell) => (E.isLeft(cell) ? cell.left : []))].map(
        (fault) => `${name} has ${fault}`,
      ),
      ...(isStateName(name) ? [] : [`${name} is not a state of a session`]),
    )
    return [name, dictionary(cells.flatMap((cell) => (E.isRight(cell) ? [cell.right] : [])))] as const
  })
  return faults.length > 0 ? E.left(faults) : E.right(dictionary(rows))
}
