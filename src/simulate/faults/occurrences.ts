// When a fault with a time is due: once, or again and again.
import type { Trigger } from '../plan/fault.js'
import { instantOf, microsecondsOf } from '../time/microseconds.js'

/** A trigger with a time. */
export const isTimed = ({ atSeconds, every }: Trigger): boolean =>
  atSeconds !== undefined || every !== undefined

/** The times at which a fault is due, in microseconds. */
export interface Occurrences {
  readonly first: number
  /** Microseconds between two; null for a fault that is due once. */
  readonly period: number | null
}

/** First at its time, or after its period where it has no time. */
export const occurrencesOf = ({ atSeconds, every }: Trigger): Occurrences => ({
  first: instantOf(atSeconds ?? every ?? 0),
  period: every === undefined ? null : microsecondsOf(every),
})

/** Whether a fault is due by `now`; asked again, whether it is due once more. Times that nobody asked for are missed. */
export const dueBy = ({ first, period }: Occurrences): ((now: number) => boolean) => {
  let next = first
  return (now) => {
    if (now < next) return false
    next =
      period === null ? Number.POSITIVE_INFINITY : first + (Math.floor((now - first) / period) + 1) * period
    return true
  }
}
