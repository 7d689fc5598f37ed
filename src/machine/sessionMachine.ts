// The statechart: topology only. What refuses an event and what it changes, the rules say.
import { assign, setup } from 'xstate'
import type { SessionEvent } from './event.js'
import type { SessionContext } from './record.js'
import { ruleOf } from './rule.js'

interface Moment {
  readonly context: SessionContext
  readonly event: SessionEvent
}

const allowed = ({ context, event }: Moment): boolean => ruleOf(event).guard(context, event) === null

const nothingRemains = ({ context, event }: Moment): boolean =>
  allowed({ context, event }) && ruleOf(event).remaining?.(context, event) === 0

const stay = { guard: 'allowed', actions: 'evolve' } as const
const to = <S extends string>(target: S) => ({ guard: 'allowed', target, actions: 'evolve' }) as const
const atLast = <S extends string>(target: S) =>
  ({ guard: 'nothingRemains', target, actions: 'evolve' }) as const

const endings = { fail: to('failed'), cancel: to('cancelled') }

/**
 * The life of a session as an XState machine, from a session just created; its input is that session's context.
 * A session in any other state comes to life from its record: `createActor(sessionMachine, { input: record.context,
 * snapshot: sessionMachine.resolveState(record) })`.
 *
 * @example
 * import { sessionMachine, type SessionRecord } from 'exact-match-session/machine'
 * import { createActor } from 'xstate'
 *
 * const actorOf = (record: SessionRecord) =>
 *   createActor(sessionMachine, { input: record.context, snapshot: sessionMachine.resolveState(record) })
 */
export const sessionMachine = setup({
  // XState takes types as an empty value of them.
  types: {} as { context: SessionContext; events: SessionEvent; input: SessionContext },
  guards: { allowed, nothingRemains },
  actions: { evolve: assign(({ context, event }) => ruleOf(event).evolve(context, event)) },
}).createMachine({
  id: 'exactMatchSession',
  context: ({ input }) => input,
  initial: 'created',
  states: {
    created: {
      on: { start: [atLast('uploaded'), to('uploading')], renew: stay, ...endings },
    },
    uploading: {
      on: { 'block.uploaded': [atLast('uploaded'), stay], renew: stay, ...endings },
    },
    uploaded: {
      on: { commit: [atLast('completed'), to('processing')], renew: stay, ...endings },
    },
    processing: {
      on: { 'job.completed': [atLast('completed'), stay], ...endings },
    },
    completed: { type: 'final' },
    failed: { type: 'final' },
    cancelled: { type: 'final' },
  },
})
