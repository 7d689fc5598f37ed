// A session on the server, which only `step` changes, and the blocks of it that have arrived.
import * as E from 'fp-ts/lib/Either.js'
import type { DateTimeOffset } from '../../codec/index.js'
import { type Rejection, type SessionEvent, type SessionRecord, step } from '../../machine/index.js'
import type { SessionStateName } from '../../model/index.js'
import { blockOf, type Request, type RequestKind, type Response } from '../network/message.js'
import type { RequestFault } from '../plan/fault.js'
import type { Plan } from '../plan/plan.js'
import type { PlannedSession } from '../plan/plannedSession.js'
import type { Substream } from '../random/substream.js'
import type { EventQueue } from '../time/eventQueue.js'
import { microsecondsOf } from '../time/microseconds.js'
import type { VirtualClock } from '../time/virtualClock.js'
import type { Ends, Recorder } from '../trace/recorder.js'
import type { SignalType, TraceEntry } from '../trace/traceEntry.js'
import { blocksThrough } from './blockSet.js'
import { doneOf, isFinished } from './progress.js'
import { expireUploadUri, renewUploadUri } from './uploadUri.js'

/** When a session was first in each of its states, in microseconds. */
type StateTimes = Partial<Record<SessionStateName, number>>

export interface ServedSession {
  /** Its place in the plan. */
  readonly index: number
  readonly record: () => SessionRecord
  readonly times: () => StateTimes
  readonly now: () => DateTimeOffset
  /** Applies an event by `step`. */
  readonly apply: (event: SessionEvent, cause: TraceEntry['cause']) => TraceEntry | null
  readonly signal: (type: SignalType, block: number | null, cause: TraceEntry['cause']) => TraceEntry | null
  /** Issues an upload URI that expires after the lifetime of the plan. */
  readonly issueUri: () => TraceEntry | null
  readonly expireUri: () => TraceEntry | null
  readonly onRequest: (request: Request, fault: RequestFault | null) => TraceEntry | null
}

/** What a session is served with. */
export interface ServedSessionOptions {
  readonly index: number
  readonly planned: PlannedSession
  readonly plan: Plan
  readonly queue: EventQueue
  readonly clock: VirtualClock
  readonly recorder: Recorder
  readonly draws: Substream
  readonly ends: Ends
  readonly reply: (request: Request, fault: RequestFault | null, response: Response) => void
  /** Called after each event that changed the session; `before` is the state that it left. */
  readonly onChange: (served: ServedSession, before: SessionStateName) => void
}

export const serveSession = (options: ServedSessionOptions): ServedSession => {
  const { index, planned, plan, queue, clock, recorder, draws, ends, reply, onChange } = options
  const { totalJobCount } = plan.processing
  const { expiresAfterSeconds } = plan.service
  const signatures = draws.of('signature').of(index)
  let record = planned.session
  let renewals = 0
  const times: StateTimes = { [record.value]: 0 }
  const arrived = blocksThrough(doneOf(record.context.blocks))

  const now = (): DateTimeOffset => clock(queue.now())

  const applyStep = (event: SessionEvent): E.Either<Rejection, SessionRecord> => {
    const before = record.value
    const outcome = step(record, event)
    if (E.isLeft(outcome)) return outcome
    record = outcome.right
    if (record.value !== before) times[record.value] ??= queue.now()
    onChange(served, before)
    return outcome
  }

  const renewEvent = (at: DateTimeOffset): SessionEvent => {
    renewals += 1
    const expiry =
      expiresAfterSeconds === null ? null : clock(queue.now() + microsecondsOf(expiresAfterSeconds))
    return { type: 'renew', at, dataUploadURI: renewUploadUri(record, signatures.at(renewals), expiry) }
  }

  const events: { readonly [K in Exclude<RequestKind, 'read'>]: (at: DateTimeOffset) => SessionEvent } = {
    start: (at) => ({ type: 'start', at }),
    block: (at) => ({ type: 'block.uploaded', at, count: 1 }),
    commit: (at) => (totalJobCount === null ? { type: 'commit', at } : { type: 'commit', at, totalJobCount }),
    renew: renewEvent,
    cancel: (at) => ({ type: 'cancel', at }),
  }

  const signal: ServedSession['signal'] = (type, block, cause) =>
    recorder.signal(ends, { type, at: now() }, block, cause)

  const apply: ServedSession['apply'] = (event, cause) =>
    recorder.event(ends, event, applyStep(event), null, cause)

  const served: ServedSession = {
    index,
    record: () => record,
    times: () => times,
    now,
    apply,
    signal,
    issueUri: () => apply(renewEvent(now()), null),
    expireUri: () => {
      const at = now()
      return apply({ type: 'renew', at, dataUploadURI: expireUploadUri(record, at) }, 'expiredUri')
    },
    onRequest: (request, fault) => {
      const { kind } = request
      const block = blockOf(request)
      if (kind === 'read') {
        reply(request, fault, E.right(record))
        return null
      }
      if (block !== null && arrived.has(block) && !isFinished(record)) {
        reply(request, fault, E.right(record))
        return signal('block.repeated', block, fault?.fault ?? null)
      }
      const event = events[kind](now())
      const outcome = applyStep(event)
      if (block !== null && E.isRight(outcome)) arrived.add(block)
      reply(request, fault, outcome)
      // A client cancels only after it has aborted its upload.
      return recorder.event(
        ends,
        event,
        outcome,
        block,
        fault?.fault ?? (kind === 'cancel' ? 'cancelled' : null),
      )
    },
  }
  return served
}
