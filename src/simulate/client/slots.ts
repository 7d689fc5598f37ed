// All connections of a client, with one timer that wakes whichever is due.
import type { Request, RequestKind } from '../network/message.js'
import type { TraceEntry } from '../trace/traceEntry.js'
import { createSlot, never, type Slot, type SlotOptions } from './slot.js'

/** The slots of a client: one for each parallel upload, and one for all other requests. */
export interface Slots {
  readonly uploads: ReadonlyArray<Slot>
  readonly all: ReadonlyArray<Slot>
  /** Sends a request that uploads nothing, the next one of its kind. */
  readonly ask: (kind: Exclude<RequestKind, 'block'>) => void
  readonly releaseAll: () => void
}

/** The slots of a client, with one timer for all of them. */
export const slotsOf = (
  parallelUploads: number,
  options: Omit<SlotOptions, 'wakeBy' | 'nextTask'>,
  onTimeout: (request: Request) => TraceEntry | null,
): Slots => {
  const { queue } = options
  let tasks = 0
  let alarm = never

  /** Sets the timer for a time; replaces one that is set for later. */
  const wakeBy = (at: number): void => {
    if (at >= alarm) return
    alarm = at
    queue.after(Math.max(0, at - queue.now()), () => (alarm === at ? wake() : null))
  }

  const wake = (): TraceEntry | null => {
    alarm = never
    const request = all.find(({ wakesAt }) => wakesAt() <= queue.now())?.wake() ?? null
    const entry = request === null ? null : onTimeout(request)
    wakeBy(all.reduce((first, { wakesAt }) => Math.min(first, wakesAt()), never))
    return entry
  }

  const nextTask = (): number => {
    tasks += 1
    return tasks
  }

  const create = () => createSlot({ ...options, wakeBy, nextTask })
  const uploads = Array.from({ length: parallelUploads }, create)
  const control = create()
  const all = [...uploads, control]
  const counts = { start: 0, commit: 0, renew: 0, cancel: 0, read: 0 }
  return {
    uploads,
    all,
    ask: (kind) => {
      counts[kind] += 1
      control.send(kind, counts[kind])
    },
    releaseAll: () => {
      for (const slot of all) slot.release()
    },
  }
}
