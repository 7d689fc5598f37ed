// Writes the trace: an entry for each event and signal, or none where only the outcome of a simulation is asked for.
import * as E from 'fp-ts/lib/Either.js'
import type { Rejection, SessionEvent, SessionRecord } from '../../machine/index.js'
import type { ClientView, Signal, TraceEntry } from './traceEntry.js'

/** The two ends of a session, as an entry shows them. */
export interface Ends {
  readonly sessionId: string
  readonly session: () => SessionRecord
  readonly client: () => ClientView
}

/** Records an entry as it happens. */
export interface Recorder {
  readonly event: (
    ends: Ends,
    event: SessionEvent,
    outcome: E.Either<Rejection, SessionRecord>,
    block: number | null,
    cause: TraceEntry['cause'],
  ) => TraceEntry | null
  readonly signal: (
    ends: Ends,
    signal: Signal,
    block: number | null,
    cause: TraceEntry['cause'],
  ) => TraceEntry | null
}

/** Records every entry. */
export const traceRecorder: Recorder = {
  event: (ends, event, outcome, block, cause) => ({
    at: event.at,
    sessionId: ends.sessionId,
    event,
    outcome,
    session: ends.session(),
    client: ends.client(),
    block,
    cause,
  }),
  signal: (ends, event, block, cause) => {
    const session = ends.session()
    return {
      at: event.at,
      sessionId: ends.sessionId,
      event,
      outcome: E.right(session),
      session,
      client: ends.client(),
      block,
      cause,
    }
  },
}

/** Records nothing. */
export const noRecorder: Recorder = { event: () => null, signal: () => null }
