// What is scheduled, in the order of virtual time; events of one millisecond run in the order of their scheduling.
import TinyQueue from 'tinyqueue'
import type { TraceEntry } from './traceEntry.js'

/** What an event does; gives an entry of the trace, or null where the trace does not show it. */
export type Callback = () => TraceEntry | null

interface ScheduledEvent {
  readonly at: number
  readonly order: number
  readonly callback: Callback
}

export interface EventQueue {
  /** Whole milliseconds since the start. */
  readonly now: () => number
  /** Schedules a callback, some milliseconds from now. */
  readonly after: (milliseconds: number, callback: Callback) => void
  /** Advances to the next event and runs it; undefined where none is left. */
  readonly next: () => TraceEntry | null | undefined
}

const compare = (first: ScheduledEvent, second: ScheduledEvent): number =>
  first.at - second.at || first.order - second.order

export const createEventQueue = (): EventQueue => {
  const events = new TinyQueue<ScheduledEvent>([], compare)
  let now = 0
  let order = 0
  return {
    now: () => now,
    after: (milliseconds, callback) => {
      order += 1
      events.push({ at: now + milliseconds, order, callback })
    },
    next: () => {
      const event = events.pop()
      if (event === undefined) return undefined
      now = event.at
      return event.callback()
    },
  }
}
