// The client: decides on its next request, and updates its view of the session from responses only.
import * as E from 'fp-ts/lib/Either.js'
import type { Rejection } from '../../machine/index.js'
import type { SessionStateName } from '../../model/index.js'
import {
  blockOf,
  isServiceFailure,
  type Request,
  type RequestKind,
  type Response,
  type ServiceFailure,
} from '../network/message.js'
import type { Plan } from '../plan/plan.js'
import type { PlannedSession } from '../plan/plannedSession.js'
import type { Substream } from '../random/substream.js'
import type { EventQueue } from '../time/eventQueue.js'
import { microsecondsOf } from '../time/microseconds.js'
import type { ClientView, SignalType, TraceEntry } from '../trace/traceEntry.js'
import { blockCursor } from './blockCursor.js'
import { type Answer, viewAfter, viewAfterBlock, viewOf } from './clientView.js'
import { backoffOf } from './retryPolicy.js'
import { type Slot, slotsOf } from './slot.js'

export interface SimulatedClient {
  readonly view: () => ClientView
  readonly begin: () => void
  readonly onResponse: (request: Request, response: Response) => TraceEntry | null
  /** Cancels the session and sends nothing else from now on. */
  readonly abort: () => void
  /** Crashes, and runs again some microseconds later; false if it does not run, or is spared. */
  readonly crash: (microseconds: number, memory: boolean) => boolean
}

/** What a client works with. */
export interface ClientOptions {
  readonly index: number
  readonly planned: PlannedSession
  readonly plan: Plan
  readonly queue: EventQueue
  readonly draws: Substream
  readonly signal: (type: SignalType, block: number | null, cause: TraceEntry['cause']) => TraceEntry | null
  readonly send: (request: Request) => void
  /** What has not been sent completely does not arrive. */
  readonly drop: (request: Request) => void
}

/** Crashes one after the other without news between them; after that a client is spared, so that every plan ends. */
const maxCrashesInVain = 5

/** A client that sends requests to a network. */
export const createClient = (options: ClientOptions): SimulatedClient => {
  const { index, planned, plan, queue, draws, signal, send, drop } = options
  const { timeoutSeconds, secondsBetweenReads, retry } = plan.client
  const backoff = backoffOf(retry, draws.of('pause').of(index))
  const counts: Record<Exclude<RequestKind, 'block'>, number> = {
    start: 0,
    commit: 0,
    renew: 0,
    cancel: 0,
    read: 0,
  }
  let view = viewOf(planned.session)
  let renewals = 0
  let restarts = 0
  let crashesInVain = 0
  let isRenewing = false
  /** Whether it takes part no more: it has aborted or given up, or is down. */
  let isSilent = false
  const { total, remaining } = view.blocks
  const cursor = blockCursor(total - remaining + 1, total)

  const { uploads, control, all } = slotsOf(
    Math.min(plan.network.parallelUploads, Math.max(remaining, 1)),
    {
      session: index,
      timeout: microsecondsOf(timeoutSeconds),
      queue,
      send,
      renewals: () => renewals,
      restarts: () => restarts,
    },
    (request) => {
      tryAgain(request, 0)
      return signal('response.timedOut', blockOf(request), null)
    },
  )

  const releaseAll = (): void => {
    for (const slot of all) slot.release()
  }

  const request = (kind: Exclude<RequestKind, 'block'>): void => {
    if (isSilent && kind !== 'cancel') return
    counts[kind] += 1
    control.send(kind, counts[kind])
  }

  const upload = (slot: Slot): void => {
    if (isRenewing || isSilent || !slot.isFree()) return
    const block = cursor.next()
    if (block !== null) slot.send('block', block)
  }

  /** Sends a failed request again after a pause, or gives up. */
  const tryAgain = (failed: Request, atLeast: number): void => {
    const { slot } = failed
    const pause = backoff.pauseAfter(failed, slot.countFailure())
    if (pause !== null) {
      slot.retryAfter(Math.max(pause, atLeast))
      return
    }
    isSilent = true
    releaseAll()
    queue.after(0, () => signal('client.gaveUp', blockOf(failed), null))
  }

  const readLater = (): void => {
    const run = restarts
    queue.after(microsecondsOf(secondsBetweenReads), () => {
      if (view.state === 'processing' && run === restarts) request('read')
      return null
    })
  }

  /** What the client does next, by the state in its view. */
  const proceed: Readonly<Record<SessionStateName, () => void>> = {
    created: () => request('start'),
    uploading: () => uploads.forEach(upload),
    uploaded: () => request('commit'),
    processing: readLater,
    completed: releaseAll,
    failed: releaseAll,
    cancelled: releaseAll,
  }

  const update = (next: ClientView): TraceEntry | null => {
    const isNews = next.state !== view.state || next.jobs?.remaining !== view.jobs?.remaining
    if (isNews) crashesInVain = 0
    view = next
    proceed[next.state]()
    return isNews ? signal('client.updated', null, null) : null
  }

  const updateFrom = (answer: Answer): TraceEntry | null => update(viewAfter(view, answer))

  const onAcknowledgement = (slot: Slot): TraceEntry | null => {
    const next = viewAfterBlock(view)
    if (next.blocks.remaining === 0) return update(next)
    crashesInVain = 0
    view = next
    upload(slot)
    return null
  }

  /** A rejected block waits for the renewal, unless the client has renewed since it sent the block. */
  const onRejectedBlock = ({ slot, renewals: before }: Request, rejection: Rejection): TraceEntry | null => {
    if (rejection.code !== 'uploadUriExpired') return updateFrom(E.left(rejection))
    if (before < renewals) {
      slot.retry()
      return null
    }
    slot.hold()
    if (!isRenewing) {
      isRenewing = true
      request('renew')
    }
    return null
  }

  const onRenewal = (answer: Answer): TraceEntry | null => {
    isRenewing = false
    if (E.isLeft(answer) && answer.left.code === 'finished') return updateFrom(answer)
    renewals += 1
    for (const slot of uploads) {
      if (slot.isHeld()) slot.retry()
      else upload(slot)
    }
    return null
  }

  const onAnswer = (request: Request, answer: Answer): TraceEntry | null => {
    const { kind, slot } = request
    if (kind === 'block') {
      if (E.isLeft(answer)) return onRejectedBlock(request, answer.left)
      slot.release()
      return onAcknowledgement(slot)
    }
    slot.release()
    return kind === 'renew' ? onRenewal(answer) : updateFrom(answer)
  }

  /** An attempt fails once: it may have timed out before, or a later attempt may be on its way. */
  const onFailure = (request: Request, { retryAfter }: ServiceFailure): null => {
    const { slot } = request
    if (slot.request() !== request) return null
    if (slot.isPausing()) slot.postpone(retryAfter)
    else tryAgain(request, retryAfter)
    return null
  }

  const restart = (memory: boolean) => (): TraceEntry | null => {
    isSilent = false
    if (!memory) {
      cursor.startOver()
      view = { ...view, blocks: { total, remaining: total } }
    }
    request('read')
    return signal('client.restarted', null, 'crash')
  }

  return {
    view: () => view,
    begin: () => proceed[view.state](),
    onResponse: (request, response) => {
      // A late duplicate of a response; ignore it.
      if (!request.slot.isWaitingFor(request)) return null
      if (E.isRight(response)) return onAnswer(request, response)
      const reason = response.left
      return isServiceFailure(reason) ? onFailure(request, reason) : onAnswer(request, E.left(reason))
    },
    abort: () => {
      isSilent = true
      releaseAll()
      request('cancel')
    },
    crash: (microseconds, memory) => {
      if (isSilent || (crashesInVain >= maxCrashesInVain && retry.maxAttempts === null)) return false
      isSilent = true
      isRenewing = false
      crashesInVain += 1
      restarts += 1
      const requests = uploads.flatMap((slot) => slot.request() ?? [])
      for (const slot of all) {
        const unsent = slot.isSending() ? slot.request() : null
        if (unsent !== null) drop(unsent)
        slot.release()
      }
      cursor.putBack(requests.map(({ number }) => number))
      queue.after(0, () => signal('client.crashed', null, 'crash'))
      queue.after(microseconds, restart(memory))
      return true
    },
  }
}
