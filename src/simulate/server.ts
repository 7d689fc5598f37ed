// The server: the session, which only `step` changes, and the blocks that have arrived.
import * as E from 'fp-ts/lib/Either.js'
import type { DateTimeOffset } from '../codec/index.js'
import { type SessionEvent, type SessionRecord, step } from '../machine/index.js'
import { blocksThrough } from './blockSet.js'
import type { EventQueue } from './eventQueue.js'
import { expireUploadUri, renewUploadUri } from './generate.js'
import { intervenerOf } from './intervener.js'
import type { Request, RequestKind, Response } from './message.js'
import type { RequestFault } from './plan/fault.js'
import type { Plan } from './plan/plan.js'
import type { Rng } from './rng.js'
import type { Recorder, TraceEntry } from './traceEntry.js'
import type { VirtualClock } from './virtualClock.js'
import { doneOf, isFinished, type ManagedSession, workersOf } from './worker.js'

export interface SimulatedServer {
  readonly session: () => SessionRecord
  /** Continues the processing of a session that is not new, and schedules interventions. */
  readonly begin: () => void
  readonly onRequest: (request: Request, fault: RequestFault | null) => TraceEntry | null
  readonly expireUri: () => void
}

/** A server that replies over a network. */
export const serverOf = (
  plan: Plan,
  queue: EventQueue,
  rng: Rng,
  clock: VirtualClock,
  record: Recorder,
  reply: (request: Request, fault: RequestFault | null, response: Response) => void,
): SimulatedServer => {
  let session = plan.session
  const arrived = blocksThrough(doneOf(session.context.blocks))

  const now = (): DateTimeOffset => clock(queue.now())

  const apply = (event: SessionEvent): Response => {
    const before = session.value
    const outcome = step(session, event)
    if (E.isLeft(outcome)) return outcome
    session = outcome.right
    if (session.value !== before && session.value === 'processing') startJobs()
    intervener.onProgress()
    return outcome
  }

  const managed: ManagedSession = {
    record: () => session,
    now,
    apply: (event, cause) => record(event, apply(event), null, cause),
  }
  const startJobs = workersOf(plan, queue, rng, record, managed)
  const intervener = intervenerOf(plan.interventions, queue, managed)

  const events: { readonly [K in Exclude<RequestKind, 'read'>]: (at: DateTimeOffset) => SessionEvent } = {
    start: (at) => ({ type: 'start', at }),
    block: (at) => ({ type: 'block.uploaded', at, count: 1 }),
    commit: (at) => {
      const { totalJobCount } = plan.processing
      return totalJobCount === null ? { type: 'commit', at } : { type: 'commit', at, totalJobCount }
    },
    renew: (at) => ({ type: 'renew', at, dataUploadURI: renewUploadUri(session, rng) }),
    cancel: (at) => ({ type: 'cancel', at }),
  }

  return {
    session: () => session,

    begin: () => {
      if (session.value === 'processing') startJobs()
      intervener.begin()
      intervener.onProgress()
    },

    onRequest: (request, fault) => {
      const { kind, block } = request
      if (kind === 'read' || (block !== null && arrived.has(block) && !isFinished(session))) {
        const response = E.right(session)
        reply(request, fault, response)
        if (kind === 'read') return null
        return record({ type: 'block.repeated', at: now() }, response, block, fault?.fault ?? null)
      }
      const event = events[kind](now())
      const response = apply(event)
      if (block !== null && E.isRight(response)) arrived.add(block)
      reply(request, fault, response)
      // A client cancels only after it has aborted its upload.
      return record(event, response, block, fault?.fault ?? (kind === 'cancel' ? 'cancelled' : null))
    },

    expireUri: () => {
      queue.after(0, () =>
        managed.apply(
          { type: 'renew', at: now(), dataUploadURI: expireUploadUri(session, now()) },
          'expiredUri',
        ),
      )
    },
  }
}
