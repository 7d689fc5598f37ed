// Which events a session can take: asked of `step` itself, so that it is never another answer.
import * as E from 'fp-ts/lib/Either.js'
import type { DateTimeOffset } from '../codec/index.js'
import { type SessionEventOf, type SessionEventType, sessionEventTypes } from './event.js'
import type { SessionRecord } from './record.js'
import { step } from './step.js'

/** Of each type the event that asks for least: where it is refused, every event of its type is. */
const modest: {
  readonly [T in SessionEventType]: (at: DateTimeOffset) => SessionEventOf<T>
} = {
  start: (at) => ({ type: 'start', at }),
  'block.uploaded': (at) => ({ type: 'block.uploaded', at, count: 1 }),
  commit: (at) => ({ type: 'commit', at, totalJobCount: 0 }),
  'job.completed': (at) => ({ type: 'job.completed', at, count: 1 }),
  renew: (at) => ({ type: 'renew', at, dataUploadURI: '' }),
  fail: (at) => ({ type: 'fail', at, error: { code: 'any' } }),
  cancel: (at) => ({ type: 'cancel', at }),
}

// Well-formed, as a test makes sure, and earlier than whatever may be.
const dawn = '0000-01-01T00:00Z' as DateTimeOffset

/**
 * The types of the events that the session can take at a time, by default at the earliest that is left to it;
 * in the order in which they are declared. Blocks are not among them when the upload URI has expired by then.
 *
 * @example
 * import type { DateTimeOffset } from 'exact-match-session/codec'
 * import { allowedEvents, type SessionRecord } from 'exact-match-session/machine'
 *
 * const mayCommit = (record: SessionRecord, now: DateTimeOffset) => allowedEvents(record, now).includes('commit')
 */
export const allowedEvents = (
  record: SessionRecord,
  at: DateTimeOffset = dawn,
): ReadonlyArray<SessionEventType> =>
  sessionEventTypes.filter((type) => E.isRight(step(record, modest[type](at))))
