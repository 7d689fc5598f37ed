// The rate at which a server takes requests: a token bucket that holds a second's worth of them.
import type { EventQueue } from '../time/eventQueue.js'
import { microsecondsOf } from '../time/microseconds.js'

/** Takes a request; 0, or the microseconds until it would take one. */
export type RateLimit = () => number

const second = 1e6

/** A limit of so many requests a second; null takes any. */
export const rateLimit = (requestsPerSecond: number | null, queue: EventQueue): RateLimit => {
  if (requestsPerSecond === null) return () => 0
  const capacity = Math.max(1, requestsPerSecond)
  let tokens = capacity
  let filledUntil = 0
  return () => {
    const now = queue.now()
    tokens = Math.min(capacity, tokens + ((now - filledUntil) / second) * requestsPerSecond)
    filledUntil = now
    if (tokens >= 1) {
      tokens -= 1
      return 0
    }
    // Clients read Retry-After in whole seconds (RFC 9110, 10.2.3).
    return microsecondsOf(Math.ceil((1 - tokens) / requestsPerSecond))
  }
}
