// An entry of a simulation's trace: what happened, and the session as server and client see it after that.
import type * as E from 'fp-ts/lib/Either.js'
import type { DateTimeOffset } from '../../codec/index.js'
import type { Count, Rejection, SessionEvent, SessionEventType, SessionRecord } from '../../machine/index.js'
import type { SessionStateName } from '../../model/index.js'
import type { FaultName } from '../plan/fault.js'
import type { Limit } from '../plan/scenario.js'

/** What happens between client and server without an event of the session. */
export type SignalType =
  /** A block arrives again: the server acknowledges it and does not count it. */
  | 'block.repeated'
  /** A response has timed out, and the client sends the request again. */
  | 'response.timedOut'
  /** The server takes no more requests in this second: it answers 429, with Retry-After. */
  | 'request.throttled'
  /** The server answers 500 or, in an outage, 503. */
  | 'request.failed'
  /** A response changes the state or the number of remaining jobs in the client's view. */
  | 'client.updated'
  /** An attempt at a job failed. */
  | 'job.failed'
  /** The network delivers nothing from now on. */
  | 'network.stalled'
  /** The network delivers again. */
  | 'network.resumed'
  /** The server answers every request with 503 from now on. */
  | 'service.outage'
  /** The server answers again. */
  | 'service.recovered'
  /** The client crashes, and what it was sending is lost. */
  | 'client.crashed'
  /** The client runs again. */
  | 'client.restarted'
  /** The client has made all its attempts at a request, and ends without it. */
  | 'client.gaveUp'
  /** The simulation ends here, because it has reached a bound of its plan. */
  | 'simulation.stopped'

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
  /**
   * The id of the session. What happens to network or service as a whole has an entry of one session only: that whose
   * request brought it about, else the first.
   */
  readonly sessionId: string
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
  /** The fault, the intervention or the bound that caused the event or had a part in it; null where none had. */
  readonly cause: FaultName | 'intervention' | Limit | null
}

const signals: Readonly<Record<SignalType, true>> = {
  'block.repeated': true,
  'response.timedOut': true,
  'request.throttled': true,
  'request.failed': true,
  'client.updated': true,
  'job.failed': true,
  'network.stalled': true,
  'network.resumed': true,
  'service.outage': true,
  'service.recovered': true,
  'client.crashed': true,
  'client.restarted': true,
  'client.gaveUp': true,
  'simulation.stopped': true,
}

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
  !Object.hasOwn(signals, event.type)

/** The type of an entry's event. */
export type TraceEntryType = SessionEventType | SignalType
