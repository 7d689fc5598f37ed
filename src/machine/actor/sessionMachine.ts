// The XState machine of the transitions, for actors, snapshots and the inspector.
import { assign, setup } from 'xstate'
import {
  type SessionState,
  type SessionStateName,
  sessionStateNames,
  sessionStates,
} from '../../model/index.js'
import { isSessionEvent, ruleOf, type SessionEvent } from '../events/index.js'
import type { SessionContext, SessionRecord } from '../record.js'
import { type Transition, type TransitionsOfState, transitions } from '../transitions.js'

/** What a state says of the session, for `snapshot.hasTag`. */
export type SessionTag = 'open' | 'uploading' | 'processing' | 'final'

interface GuardArgs {
  readonly context: SessionContext
  readonly event: SessionEvent
}

const allowed = ({ context, event }: GuardArgs): boolean =>
  isSessionEvent(event) && ruleOf(event).guard(context, event) === null

const nothingRemains = (args: GuardArgs): boolean =>
  allowed(args) && ruleOf(args.event).remaining?.(args.context, args.event) === 0

/** The event that XState starts an actor with. */
const isInitial = (event: object): event is { readonly input: SessionRecord } => 'input' in event

const branch = (guard: 'allowed' | 'nothingRemains', from: SessionStateName, target: SessionStateName) =>
  from === target ? { guard, actions: 'evolve' as const } : { guard, target, actions: 'evolve' as const }

const branchesOf = (from: SessionStateName, { to, onLast }: Transition) => [
  ...(onLast === undefined ? [] : [branch('nothingRemains', from, onLast)]),
  branch('allowed', from, to),
]

const tagsOf = ({ blocks, jobs, final }: SessionState): ReadonlyArray<SessionTag> => [
  final ? 'final' : 'open',
  ...(!final && blocks !== 'none' ? (['uploading'] as const) : []),
  ...(jobs === 'some' ? (['processing'] as const) : []),
]

const nodeOf = (state: SessionStateName, row: TransitionsOfState) => {
  const meta = sessionStates[state]
  const described = { description: meta.meaning, meta, tags: [...tagsOf(meta)] }
  if (meta.final) {
    const output = ({ context }: { readonly context: SessionContext }): SessionRecord => ({
      value: state,
      context,
    })
    return { ...described, type: 'final' as const, output }
  }
  return {
    ...described,
    on: Object.fromEntries(
      Object.entries(row).map(([type, transition]) => [type, branchesOf(state, transition)]),
    ),
  }
}

/** Leads to the state of the input before anyone can see it. */
const entry = {
  always: sessionStateNames.map((state) => ({
    guard: { type: 'startsIn' as const, params: { state } },
    target: state,
  })),
}

// The entries are the rows of the table.
const nodes = Object.fromEntries(
  sessionStateNames.map((state) => [state, nodeOf(state, transitions[state])]),
) as { readonly [S in SessionStateName]: ReturnType<typeof nodeOf> }

/** `entry` stays out of the type: no snapshot is ever in it, so a snapshot's value keeps its literal type. */
const states: typeof nodes = Object.assign({ entry }, nodes)

/**
 * The life of a session as an XState machine. The input is a record, in whose state the actor begins: a new one of
 * `initialSession`, a stored one of `fromResource`, or a persisted snapshot. The output is the final record.
 *
 * @example
 * import { DateTimeOffset } from 'exact-match-session/codec'
 * import { initialSession, sessionMachine } from 'exact-match-session/machine'
 * import * as E from 'fp-ts/lib/Either.js'
 * import { pipe } from 'fp-ts/lib/function.js'
 * import { createActor } from 'xstate'
 *
 * const at = DateTimeOffset.of('2026-11-24T09:00:00Z')
 * const session = initialSession({ id: 'a', at, request: { totalBlockCount: 15 } })
 * pipe(session, E.map((input) => createActor(sessionMachine, { input }).start().getSnapshot().value)) // right('created')
 */
export const sessionMachine = setup({
  // XState takes types as an empty value of them.
  types: {} as {
    context: SessionContext
    events: SessionEvent
    input: SessionRecord
    output: SessionRecord
    tags: SessionTag
    meta: SessionState
  },
  guards: {
    allowed,
    nothingRemains,
    startsIn: ({ event }, { state }: { readonly state: SessionStateName }) =>
      isInitial(event) && event.input.value === state,
  },
  actions: { evolve: assign(({ context, event }) => ruleOf(event).evolve(context, event)) },
}).createMachine({
  id: 'exactMatchSession',
  context: ({ input }) => input.context,
  // `entry`, which the types leave out.
  initial: 'entry' as 'created',
  states,
  // The event that a final state raises carries that state's output.
  output: ({ event }) => event.output as SessionRecord,
})
