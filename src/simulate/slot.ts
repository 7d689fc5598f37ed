// The client's connections: one request is in flight in each slot, and is sent again when its response times out.
import type { EventQueue } from './eventQueue.js'
import type { Request, RequestKind } from './message.js'
import type { TraceEntry } from './traceEntry.js'

/** One connection. */
export interface Slot {
  /** Sends a request and waits for the response. */
  readonly send: (kind: RequestKind, block: number | null) => void
  /** Sends the same request again. */
  readonly retry: () => void
  /** Keeps the request, but does not retry it by itself. */
  readonly hold: () => void
  /** Waits for nothing any more. */
  readonly release: () => void
  readonly isFree: () => boolean
  readonly isHeld: () => boolean
  /** Whether the response to a request, or to an earlier attempt at the same task, is still expected. */
  readonly isWaitingFor: (request: Request) => boolean
}

/** The slots of a client: one for each parallel upload, and one for all other requests. */
export interface Slots {
  readonly uploads: ReadonlyArray<Slot>
  readonly control: Slot
  readonly releaseAll: () => void
}

/** What slots share. */
export interface SlotOptions {
  readonly parallelUploads: number
  readonly timeoutSeconds: number
  readonly queue: EventQueue
  readonly send: (request: Request) => void
  /** How often the client has renewed the upload URI. */
  readonly renewals: () => number
  /** Called once a request has timed out and was sent again. */
  readonly onTimeout: (request: Request) => TraceEntry | null
}

interface TimedSlot extends Slot {
  /** When the request times out; never while the slot is held or free. */
  readonly deadline: () => number
  readonly resend: () => Request | null
}

/** Timeouts double with each attempt up to this multiple. */
const maxTimeoutFactor = 2 ** 10

const never = Number.POSITIVE_INFINITY

export const slotsOf = (options: SlotOptions): Slots => {
  const { parallelUploads, timeoutSeconds, queue, send, renewals, onTimeout } = options
  let tasks = 0
  let alarm = never

  /** Wakes the client at a deadline; replaces an alarm for a later time. */
  const wakeBy = (deadline: number): void => {
    if (deadline >= alarm) return
    alarm = deadline
    queue.after(deadline - queue.now(), () => (alarm === deadline ? wake() : null))
  }

  const wake = (): TraceEntry | null => {
    alarm = never
    const request = slots.find(({ deadline }) => deadline() <= queue.now())?.resend() ?? null
    wakeBy(slots.reduce((first, { deadline }) => Math.min(first, deadline()), never))
    return request === null ? null : onTimeout(request)
  }

  const createSlot = (): TimedSlot => {
    let request: Request | null = null
    let deadline = never

    const sendAttempt = (next: Request): Request => {
      request = next
      const factor = Math.min(2 ** (next.attempt - 1), maxTimeoutFactor)
      deadline = queue.now() + Math.ceil(factor * timeoutSeconds * 1000)
      wakeBy(deadline)
      send(next)
      return next
    }
    const resend = (): Request | null =>
      request && sendAttempt({ ...request, attempt: request.attempt + 1, renewals: renewals() })

    const slot: TimedSlot = {
      send: (kind, block) => {
        tasks += 1
        sendAttempt({ kind, block, attempt: 1, slot, task: tasks, renewals: renewals() })
      },
      resend,
      retry: () => {
        resend()
      },
      hold: () => {
        deadline = never
      },
      release: () => {
        request = null
        deadline = never
      },
      isFree: () => request === null,
      isHeld: () => deadline === never,
      isWaitingFor: ({ task }) => request?.task === task,
      deadline: () => deadline,
    }
    return slot
  }

  const uploads = Array.from({ length: parallelUploads }, createSlot)
  const control = createSlot()
  const slots = [...uploads, control]
  return {
    uploads,
    control,
    releaseAll: () => {
      for (const slot of slots) slot.release()
    },
  }
}
