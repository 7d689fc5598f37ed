// When a client sends a failed request again: exponential backoff with jitter, up to a longest pause.
import type { Request } from '../network/message.js'
import type { RetryPolicy } from '../plan/scenario.js'
import type { Substream } from '../random/substream.js'
import { microsecondsOf } from '../time/microseconds.js'

/**
 * Has a failed request sent again after a pause, of at least some microseconds; false if the client has made all its
 * attempts.
 */
export type Backoff = (failed: Request, atLeast: number) => boolean

/** The pauses of one client. */
export const backoffOf = (
  { initialSeconds, factor, maxSeconds, jitter, maxAttempts }: RetryPolicy,
  draws: Substream,
): Backoff => {
  const pauseAfter = (failures: number, { number, drawNumber }: Request): number => {
    const seconds = Math.min(initialSeconds * factor ** (failures - 1), maxSeconds)
    return microsecondsOf(seconds * (1 - jitter * draws.at(number, drawNumber)()))
  }
  return (failed, atLeast) => {
    const { slot } = failed
    // An attempt fails once: it may have timed out before, or a later attempt may be on its way.
    if (slot.request() !== failed) return true
    if (slot.isPausing()) {
      slot.postpone(atLeast)
      return true
    }
    const failures = slot.countFailure()
    if (maxAttempts !== null && failures >= maxAttempts) return false
    slot.retryAfter(Math.max(pauseAfter(failures, failed), atLeast))
    return true
  }
}
