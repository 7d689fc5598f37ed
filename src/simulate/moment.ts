// What a simulation gives, one after another: what happened, and how client and service stand after it.
import type * as E from 'fp-ts/lib/Either.js'
import type { DateTimeOffset } from '../codec/index.js'
import type { Count, Rejection, SessionEvent, SessionEventType, SessionRecord } from '../machine/index.js'
import type { SessionStateName } from '../model/index.js'
import type { FaultName } from './plan/fault.js'

/** What happens between client and service without touching the session. */
export type SignalType =
  /** A block arrives that the service has already: it is acknowledged again and not counted again. */
  | 'block.repeated'
  /** The client has waited for an answer in vain, and asks again. */
  | 'answer.missed'
  /** The client learns from an answer that the session's state, or how many jobs remain, is another. */
  | 'client.learned'
  /** An attempt at a job came to nothing. */
  | 'job.failed'
  /** Nothing gets through from now on. */
  | 'network.stalled'
  /** Everything gets through again. */
  | 'network.resumed'

/** Something that happens around a session, at a time. */
export interface Signal {
  readonly type: SignalType
  readonly at: DateTimeOffset
}

/** What the client believes of the session: blocks as they were acknowledged, the rest as it last heard. */
export interface Belief {
  readonly state: SessionStateName
  readonly blocks: Count
  readonly jobs: Count | null
}

/** Something that happens in a simulation. */
export interface Moment {
  readonly at: DateTimeOffset
  /** What happens: to the session, or only between client and service. */
  readonly event: SessionEvent | Signal
  /** The session after the event, or why it was refused. A signal leaves the session as it is. */
  readonly outcome: E.Either<Rejection, SessionRecord>
  /** The service's session after it: what is. */
  readonly session: SessionRecord
  /** What the client believes the session to be after it. */
  readonly client: Belief
  /** The block it is about, counted from 1; null where it is about none. */
  readonly block: number | null
  /** The fault or the intervention that had a part in it; null in the ordinary course. */
  readonly cause: FaultName | 'intervention' | null
}

/** Puts a moment down as it happens; an outcome is left out by signals. */
export type Witness = (
  event: SessionEvent | Signal,
  outcome: E.Either<Rejection, SessionRecord> | null,
  block: number | null,
  cause: Moment['cause'],
) => Moment

const signals: ReadonlySet<string> = new Set<SignalType>([
  'block.repeated',
  'answer.missed',
  'client.learned',
  'job.failed',
  'network.stalled',
  'network.resumed',
])

/**
 * Whether an event is the session's own, so that `step` decides on it, and no mere signal.
 *
 * @example
 * import { isSessionEvent, type Moment } from 'exact-match-session/simulate'
 *
 * const events = (moments: Iterable<Moment>) => Array.from(moments, ({ event }) => event).filter(isSessionEvent)
 */
export const isSessionEvent = (event: SessionEvent | Signal): event is SessionEvent =>
  !signals.has(event.type)

/** The type of whatever can happen in a simulation. */
export type MomentType = SessionEventType | SignalType
