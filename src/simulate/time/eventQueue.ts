// What is scheduled, in the order of virtual time; events of one microsecond run in the order of their scheduling.
import TinyQueue from 'tinyqueue'
import type { Limit, Limits } from '../plan/scenario.js'
import type { TraceEntry } from '../trace/traceEntry.js'
import { instantOf } from './microseconds.js'

/** What an event does; gives an entry of the trace, or null where the trace does not show it. */
export type Callback = () => TraceEntry | null

interface ScheduledEvent {
  readonly at: number
  readonly order: number
  readonly callback: Callback
  readonly isBackground: boolean
}

export interface EventQueue {
  /** Whole microseconds since the start. */
  readonly now: () => number
  /** Schedules a callback, some microseconds from now. */
  readonly after: (microseconds: number, callback: Callback) => void
  /** The same for what happens only as long as anything else is scheduled, such as the next fault of many. */
  readonly inBackground: (microseconds: number, callback: Callback) => void
  /** Advances to the next event and runs it; undefined where none is left, or where a bound is reached. */
  readonly next: () => TraceEntry | null | undefined
  /** The bound that ended the simulation; null if none did. */
  readonly reached: () => Limit | null
}

const compare = (first: ScheduledEvent, second: ScheduledEvent): number =>
  first.at - second.at || first.order - second.order

export const createEventQueue = (limits: Limits): EventQueue => {
  const events = new TinyQueue<ScheduledEvent>([], compare)
  const lastInstant = instantOf(limits.seconds)
  let now = 0
  let order = 0
  let foreground = 0
  let count = 0
  let reached: Limit | null = null

  const schedule = (at: number, callback: Callback, isBackground: boolean): void => {
    order += 1
    events.push({ at, order, callback, isBackground })
  }

  return {
    now: () => now,
    after: (microseconds, callback) => {
      foreground += 1
      schedule(now + microseconds, callback, false)
    },
    inBackground: (microseconds, callback) => schedule(now + microseconds, callback, true),
    next: () => {
      if (foreground === 0 || reached !== null) return undefined
      const event = events.pop()
      if (event === undefined) return undefined
      count += 1
      if (event.at > lastInstant || count > limits.events) {
        reached = event.at > lastInstant ? 'seconds' : 'events'
        return undefined
      }
      if (!event.isBackground) foreground -= 1
      now = event.at
      return event.callback()
    },
    reached: () => reached,
  }
}
