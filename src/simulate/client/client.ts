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
} from '../network/message.js'
import type { Plan } from '../plan/plan.js'
import type { PlannedSession } from '../plan/plannedSession.js'
import type { Substream } from '../random/substream.js'
import type { EventQueue } from '../time/eventQueue.js'
import { microsecondsOf } from '../time/microseconds.js'
import type { ClientView, SignalType, TraceEntry } from '../trace/traceEntry.js'
import { type Answer, viewAfter, viewAfterBlock, viewOf } from './clientView.js'
import { backoffOf } from './retryPolicy.js'
import { runOf } from './run.js'
import type { Slot } from './slot.js'
import { slotsOf } from './slots.js'
import { createUploader } from './uploader.js'

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

/** A client that sends requests to a network. */
export const createClient = (options: ClientOptions): SimulatedClient => {
  const { index, planned, plan, queue, draws, signal, send, drop } = options
  const { timeoutSeconds, secondsBetweenReads, retry } = plan.client
  const backOff = backoffOf(retry, draws.of('pause').of(index))
  let view = viewOf(planned.session)
  const run = runOf(queue, retry.maxAttempts === null)
  const { total, remaining } = view.blocks

  const { uploads, all, ask, releaseAll } = slotsOf(
    Math.min(plan.network.parallelUploads, Math.max(remaining, 1)),
    {
      session: index,
      timeout: microsecondsOf(timeoutSeconds),
      queue,
      send,
      renewals: () => uploader.renewals(),
      restarts: run.restarts,
    },
    (request) => {
      tryAgain(request, 0)
      return signal('response.timedOut', blockOf(request), null)
    },
  )

  const request = (kind: Exclude<RequestKind, 'block'>): void => {
    if (!run.isSilent()) ask(kind)
  }

  const uploader = createUploader({
    slots: () => uploads,
    firstBlock: total - remaining + 1,
    lastBlock: total,
    isSilent: run.isSilent,
    requestRenewal: () => request('renew'),
  })

  /** Sends a failed request again after a pause, or gives up. */
  const tryAgain = (failed: Request, atLeast: number): void => {
    if (backOff(failed, atLeast)) return
    run.end()
    releaseAll()
    queue.after(0, () => signal('client.gaveUp', blockOf(failed), null))
  }

  const readLater = (): void => {
    const restarts = run.restarts()
    queue.after(microsecondsOf(secondsBetweenReads), () => {
      if (view.state === 'processing' && restarts === run.restarts()) request('read')
      return null
    })
  }

  /** What the client does next, by the state in its view. */
  const proceed: Readonly<Record<SessionStateName, () => void>> = {
    created: () => request('start'),
    uploading: uploader.uploadAll,
    uploaded: () => request('commit'),
    processing: readLater,
    completed: releaseAll,
    failed: releaseAll,
    cancelled: releaseAll,
  }

  const update = (next: ClientView): TraceEntry | null => {
    const isNews = next.state !== view.state || next.jobs?.remaining !== view.jobs?.remaining
    if (isNews) run.onNews()
    view = next
    proceed[next.state]()
    return isNews ? signal('client.updated', null, null) : null
  }

  const updateFrom = (answer: Answer): TraceEntry | null => update(viewAfter(view, answer))

  const onAcknowledgement = (slot: Slot): TraceEntry | null => {
    const next = viewAfterBlock(view)
    if (next.blocks.remaining === 0) return update(next)
    run.onNews()
    view = next
    uploader.upload(slot)
    return null
  }

  const onRejectedBlock = (request: Request, rejection: Rejection): TraceEntry | null => {
    if (rejection.code !== 'uploadUriExpired') return updateFrom(E.left(rejection))
    uploader.onExpired(request)
    return null
  }

  const onRenewal = (answer: Answer): TraceEntry | null => {
    const hasEnded = E.isLeft(answer) && answer.left.code === 'finished'
    uploader.onRenewal(!hasEnded)
    return hasEnded ? updateFrom(answer) : null
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

  const restart = (memory: boolean) => (): TraceEntry | null => {
    if (!memory) {
      uploader.startOver()
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
      if (!isServiceFailure(reason)) return onAnswer(request, E.left(reason))
      tryAgain(request, reason.retryAfter)
      return null
    },
    abort: () => {
      run.end()
      releaseAll()
      ask('cancel')
    },
    crash: (microseconds, memory) => {
      if (!run.crash(microseconds, restart(memory))) return false
      uploader.takeBack()
      for (const slot of all) {
        const unsent = slot.isSending() ? slot.request() : null
        if (unsent !== null) drop(unsent)
        slot.release()
      }
      queue.after(0, () => signal('client.crashed', null, 'crash'))
      return true
    },
  }
}
