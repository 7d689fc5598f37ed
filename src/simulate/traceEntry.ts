// An entry of a simulation's trace: what happened, and the session as server and client see it after that.
import type * as E from 'fp-ts/lib/Either.js'
import type { DateTimeOffset } from '../codec/index.js'
import type { Count, Rejection, SessionEvent, SessionEventType, SessionRecord } from '../machine/index.js'
import type { SessionStateName } from '../model/index.js'
import type { FaultName } from './plan/fault.js'

/** What happens between client and server without an event of the session. */
export type SignalType =
  /** A block arrives again: the server acknowledges it and does not count it. */
  | 'block.repeated'
  /** A response has timed out, and the client sends the request again. */
  | 'response.timedOut'
  /** A response changes the state or the number of remaining jobs in the client's view. */
  | 'client.updated'
  /** An attempt at a job failed. */
  | 'job.failed'
  /** The network delivers nothing from now on. */
  | 'network.stalled'
  /** The network delivers again. */
  | 'network.resumed'

/** A signal and its time. */
export interface Signal {
  readonly type: SignalType
  readonly at: DateTimeOffset
}

/** The session in the client's view: acknowledged blocks, and the rest as in the last response. */
export interface ClientView {
  readonly state: SessionStateName
  readonly blocks: Count
  readonly jobs: Count | null
}

/** One entry of the trace of a simulation. */
export interface TraceEntry {
  readonly at: DateTimeOffset
  /** An event of the session, or a signal between client and server. */
  readonly event: SessionEvent | Signal
  /** The session after the event, or why `step` rejected it. A signal leaves the session as it is. */
  readonly outcome: E.Either<Rejection, SessionRecord>
  /** The session on the server after the event. */
  readonly session: SessionRecord
  /** The client's view of the session after the event. */
  readonly client: ClientView
  /** The number of the uploaded block, from 1; null for any other event. */
  readonly block: number | null
  /** The fault or the intervention that caused the event or had a part in it; null where none had. */
  readonly cause: FaultName | 'intervention' | null
}

/** Records an entry as it happens; `outcome` is null for a signal. */
export type Recorder = (
  event: SessionEvent | Signal,
  outcome: E.Either<Rejection, SessionRecord> | null,
  block: number | null,
  cause: TraceEntry['cause'],
) => TraceEntry

const signals: ReadonlySet<string> = new Set<SignalType>([
  'block.repeated',
  'response.timedOut',
  'client.updated',
  'job.failed',
  'network.stalled',
  'network.resumed',
])

/**
 * Whether an event is one of the session, on which `step` decides, and not a signal.
 *
 * @example
 * import { DateTimeOffset } from 'exact-match-session/codec'
 * import { isSessionEvent } from 'exact-match-session/simulate'
 *
 * const at = DateTimeOffset.of('2026-11-24T09:00:00Z')
 * isSessionEvent({ type: 'cancel', at }) // true
 * isSessionEvent({ type: 'network.stalled', at }) // false
 */
export const isSessionEvent = (event: SessionEvent | Signal): event is SessionEvent =>
  !signals.has(event.type)

/** The type of an entry's event. */
export type TraceEntryType = SessionEventType | SignalType
