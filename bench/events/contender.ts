// The ways to bring an event to a session: this package's own, XState's, and other libraries with the same rules.
import { createRequire } from 'node:module'
import { createStore } from '@xstate/store'
import * as E from 'fp-ts/lib/Either.js'
import { createMachine, guard, interpret, reduce, transition as robotTransition, state } from 'robot3'
import { createActor, transition } from 'xstate'
import { laterOf } from '../../src/codec/index.js'
import {
  ruleOf,
  type SessionContext,
  type SessionEvent,
  type SessionEventOf,
  type SessionRecord,
  sessionMachine,
  step,
  trySend,
} from '../../src/machine/index.js'
import { byHand } from './byHand.js'

/** One session under one library. */
interface Session {
  /** Brings an event; gives whatever the library gives. */
  readonly send: (event: SessionEvent) => unknown
  readonly remaining: () => number
}

export interface Library {
  readonly name: string
  readonly open: (record: SessionRecord) => Session
}

export const actorOf = (record: SessionRecord) =>
  createActor(sessionMachine, {
    input: record.context,
    snapshot: sessionMachine.resolveState(record),
  }).start()

const allowed = (context: SessionContext, event: SessionEvent): boolean =>
  ruleOf(event).guard(context, event) === null

const isLast = (context: SessionContext, event: SessionEvent): boolean =>
  allowed(context, event) && ruleOf(event).remaining?.(context, event) === 0

const evolved = (context: SessionContext, event: SessionEvent): SessionContext =>
  ruleOf(event).evolve(context, event)

const ours: Library = {
  name: 'step',
  open: (first) => {
    let record = first
    return {
      send: (event) => {
        const outcome = step(record, event)
        if (E.isRight(outcome)) record = outcome.right
        return outcome
      },
      remaining: () => record.context.blocks.remaining,
    }
  },
}

const hand: Library = {
  name: 'a switch by hand',
  open: (first) => {
    let record = first
    return {
      send: (event) => {
        const next = byHand(record, event)
        if (next !== null) record = next
        return next
      },
      remaining: () => record.context.blocks.remaining,
    }
  },
}

/** Takes whatever comes: no state is looked up and no rule asked. Nothing that builds a record can be faster. */
const floor: Library = {
  name: 'the bare record',
  open: (first) => {
    let record = first
    return {
      send: (event) => {
        const { value, context } = record
        const { metadata, upload, blocks, jobs, timeline, error, lastUpdatedDateTime: last } = context
        record = {
          value,
          context: {
            metadata,
            upload,
            blocks: {
              total: blocks.total,
              remaining: blocks.remaining - ('count' in event ? event.count : 0),
            },
            jobs,
            timeline,
            error,
            lastUpdatedDateTime: last === null ? event.at : laterOf(last, event.at),
          },
        }
        return record
      },
      remaining: () => record.context.blocks.remaining,
    }
  },
}

const sending: Library = {
  name: 'actor.send',
  open: (record) => {
    const actor = actorOf(record)
    return {
      send: (event) => {
        actor.send(event)
        return actor
      },
      remaining: () => actor.getSnapshot().context.blocks.remaining,
    }
  },
}

const submitting: Library = {
  name: 'submit',
  open: (record) => {
    const actor = actorOf(record)
    return {
      send: (event) => trySend(actor, event),
      remaining: () => actor.getSnapshot().context.blocks.remaining,
    }
  },
}

const pure: Library = {
  name: 'transition()',
  open: (record) => {
    let snapshot = sessionMachine.resolveState(record)
    return {
      send: (event) => {
        snapshot = transition(sessionMachine, snapshot, event)[0]
        return snapshot
      },
      remaining: () => snapshot.context.blocks.remaining,
    }
  },
}

const robotMachine = (context: SessionContext) =>
  createMachine(
    'uploading',
    {
      uploading: state(
        robotTransition('block.uploaded', 'uploaded', guard(isLast), reduce(evolved)),
        robotTransition('block.uploaded', 'uploading', guard(allowed), reduce(evolved)),
      ),
      uploaded: state(robotTransition('commit', 'uploaded', guard(allowed), reduce(evolved))),
    },
    () => context,
  )

const robot: Library = {
  name: 'robot3',
  open: ({ context }) => {
    const service = interpret(robotMachine(context), () => undefined)
    return {
      // Robot's types want the events of the first state alone; what it does with others is measured.
      send: (event) => service.send(event as never),
      remaining: () => (service.context as SessionContext).blocks.remaining,
    }
  },
}

const store: Library = {
  name: '@xstate/store',
  open: (record) => {
    const one = createStore({
      context: record,
      on: {
        'block.uploaded': (
          before: SessionRecord,
          event: Omit<SessionEventOf<'block.uploaded'>, 'type'>,
        ): SessionRecord => {
          const block = { type: 'block.uploaded', at: event.at, count: event.count } as const
          if (before.value !== 'uploading' || !allowed(before.context, block)) return before
          return {
            value: isLast(before.context, block) ? 'uploaded' : 'uploading',
            context: evolved(before.context, block),
          }
        },
        commit: (before: SessionRecord) => before,
      },
    })
    return {
      // The store's types want the two events it has handlers for, and these are they.
      send: (event) => one.send(event as never),
      remaining: () => one.getSnapshot().context.context.blocks.remaining,
    }
  },
}

interface Fsm {
  readonly state: string
  readonly blockUploaded: (event: SessionEvent) => boolean
  readonly commit: (event: SessionEvent) => boolean
}

// The library has no types of its own version, and is CommonJS.
const require = createRequire(import.meta.url)
const StateMachine: new (config: object) => Fsm = require('javascript-state-machine')

const fsm: Library = {
  name: 'javascript-state-machine',
  open: ({ context: first }) => {
    let context = first
    const machine = new StateMachine({
      init: 'uploading',
      transitions: [
        {
          name: 'blockUploaded',
          from: 'uploading',
          to: (event: SessionEvent) => (isLast(context, event) ? 'uploaded' : 'uploading'),
        },
        { name: 'commit', from: 'uploaded', to: 'processing' },
      ],
      methods: {
        onBeforeBlockUploaded: (_: unknown, event: SessionEvent) => allowed(context, event),
        onAfterBlockUploaded: (_: unknown, event: SessionEvent) => {
          context = evolved(context, event)
        },
        onInvalidTransition: () => false,
      },
    })
    return {
      send: (event) => (event.type === 'commit' ? machine.commit(event) : machine.blockUploaded(event)),
      remaining: () => context.blocks.remaining,
    }
  },
}

export const libraries: ReadonlyArray<Library> = [
  ours,
  sending,
  submitting,
  pure,
  hand,
  floor,
  robot,
  store,
  fsm,
]
