// A client's connections: in each slot one request waits for its response, for its next attempt, or for a renewal.
import { drawNumberOf, type Request, type RequestKind } from '../network/message.js'
import type { EventQueue } from '../time/eventQueue.js'

/** One connection. */
export interface Slot {
  /** Sends a request and waits for the response. */
  readonly send: (kind: RequestKind, number: number) => void
  /** The last byte of the request is sent some microseconds from now; from then on the slot waits for the response. */
  readonly onSent: (request: Request, inMicroseconds: number) => void
  /** Sends the same request again, now. */
  readonly retry: () => void
  /** Sends the same request again, some microseconds from now. */
  readonly retryAfter: (microseconds: number) => void
  readonly isPausing: () => boolean
  /** Retries no sooner than some microseconds from now. */
  readonly postpone: (microseconds: number) => void
  /** Keeps the request, but does not retry it by itself. */
  readonly hold: () => void
  /** Waits for nothing any more. */
  readonly release: () => void
  readonly isFree: () => boolean
  readonly isHeld: () => boolean
  /** The request in the slot; null in a free one. */
  readonly request: () => Request | null
  /** How often the request has failed, this time included. */
  readonly countFailure: () => number
  /** Whether the request is still being sent. */
  readonly isSending: () => boolean
  /** Whether the response to a request, or to an earlier attempt at the same task, is still expected. */
  readonly isWaitingFor: (request: Request) => boolean
}

/** A slot that its timer wakes. */
interface TimedSlot extends Slot {
  /** When something is to be done; never while the slot is held or free. */
  readonly wakesAt: () => number
  /** Sends the request again, or gives it as timed out. */
  readonly wake: () => Request | null
}

/** What slots share. */
export interface SlotOptions {
  readonly session: number
  readonly timeout: number
  readonly queue: EventQueue
  readonly send: (request: Request) => void
  /** How often the client has renewed the upload URI, and been restarted. */
  readonly renewals: () => number
  readonly restarts: () => number
  /** Calls the timer when the slot is to be woken. */
  readonly wakeBy: (at: number) => void
  readonly nextTask: () => number
}

/** No time at all. */
export const never = Number.POSITIVE_INFINITY

export const createSlot = (options: SlotOptions): TimedSlot => {
  const { session, timeout, queue, send, renewals, restarts, wakeBy, nextTask } = options
  let request: Request | null = null
  let failures = 0
  let wakesAt = never
  let isPausing = false
  let isHeld = false

  const setTimer = (at: number): void => {
    wakesAt = at
    if (at !== never) wakeBy(at)
  }

  const sendAttempt = (next: Request): void => {
    request = next
    wakesAt = never
    isPausing = false
    isHeld = false
    send(next)
  }

  const retry = (): void => {
    if (request === null) return
    const attempt = request.attempt + 1
    const drawNumber = drawNumberOf(request.kind, attempt, restarts())
    sendAttempt({ ...request, attempt, drawNumber, renewals: renewals() })
  }

  const slot: TimedSlot = {
    send: (kind, number) => {
      failures = 0
      sendAttempt({
        session,
        kind,
        number,
        attempt: 1,
        drawNumber: drawNumberOf(kind, 1, restarts()),
        slot,
        task: nextTask(),
        renewals: renewals(),
      })
    },
    onSent: (sent, inMicroseconds) => {
      if (sent !== request || isPausing || isHeld) return
      setTimer(queue.now() + inMicroseconds + timeout)
    },
    retry,
    retryAfter: (microseconds) => {
      isPausing = true
      setTimer(queue.now() + microseconds)
    },
    isPausing: () => isPausing,
    postpone: (microseconds) => setTimer(Math.max(wakesAt, queue.now() + microseconds)),
    hold: () => {
      isHeld = true
      wakesAt = never
    },
    release: () => {
      request = null
      isPausing = false
      isHeld = false
      wakesAt = never
    },
    isFree: () => request === null,
    isHeld: () => isHeld,
    request: () => request,
    countFailure: () => {
      failures += 1
      return failures
    },
    isSending: () => request !== null && !isPausing && !isHeld && wakesAt - timeout > queue.now(),
    isWaitingFor: ({ task }) => request?.task === task,
    wakesAt: () => wakesAt,
    wake: () => {
      wakesAt = never
      if (!isPausing) return request
      retry()
      return null
    },
  }
  return slot
}
