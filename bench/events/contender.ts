// The ways to bring an event to a session: this package's own, XState's, and a switch by hand.
import * as E from 'fp-ts/lib/Either.js'
import { createActor, transition } from 'xstate'
import { laterOf } from '../../src/codec/index.js'
import {
  type SessionEvent,
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

export const actorOf = (record: SessionRecord) => createActor(sessionMachine, { input: record }).start()

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
  name: 'trySend',
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

export const libraries: ReadonlyArray<Library> = [ours, sending, submitting, pure, hand, floor]
