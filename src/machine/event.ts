// What can happen to a session. Every event carries the time it happened: the machine has no clock.
import * as t from 'io-ts'
import { DateTimeOffset, discriminated, Int32 } from '../codec/index.js'
import { ClassificationError } from '../model/index.js'

const happening = <T extends string>(type: T) => t.type({ type: t.literal(type), at: DateTimeOffset }, type)

const events = {
  /** The upload begins. */
  start: happening('start'),
  /** So many blocks have arrived since. */
  'block.uploaded': t.intersection([happening('block.uploaded'), t.type({ count: Int32 })]),
  /** The upload is complete; so many jobs will process it. Default: the session's own total, else one a block. */
  commit: t.intersection([happening('commit'), t.partial({ totalJobCount: Int32 })]),
  /** So many jobs have been done since. */
  'job.completed': t.intersection([happening('job.completed'), t.type({ count: Int32 })]),
  /** Blocks go to another URI from now on; those that have arrived stay. */
  renew: t.intersection([happening('renew'), t.type({ dataUploadURI: t.string })]),
  /** The session ends by an error, which must have a code or a message. */
  fail: t.intersection([happening('fail'), t.type({ error: ClassificationError })]),
  /** The session ends because its uploader wants it to. */
  cancel: happening('cancel'),
}

/** The type of an event. */
export type SessionEventType = keyof typeof events

/** The event of one type. */
export type SessionEventOf<T extends SessionEventType> = {
  [K in T]: { type: K } & t.TypeOf<(typeof events)[K]>
}[T]

/** Whatever can happen to a session. */
export type SessionEvent = SessionEventOf<SessionEventType>

/**
 * Reads an event from outside, before it is sent: a type that isn't an event's, a reserved `xstate.*` type among
 * them, never reaches the machine.
 *
 * @example
 * import { SessionEvent } from 'exact-match-session/machine'
 *
 * SessionEvent.is({ type: 'block.uploaded', at: '2026-11-24T09:00:00Z', count: 1 }) // true
 * SessionEvent.is({ type: 'xstate.stop', at: '2026-11-24T09:00:00Z' }) // false
 */
export const SessionEvent: t.Type<SessionEvent, unknown> = discriminated('SessionEvent', 'type', events)

// Object.keys is typed for objects that may hold more; events is a constant that doesn't.
/**
 * The type of every event.
 *
 * @example
 * import { sessionEventTypes } from 'exact-match-session/machine'
 *
 * sessionEventTypes.includes('commit') // true
 */
export const sessionEventTypes = Object.keys(events) as ReadonlyArray<SessionEventType>
