// How much is too much: a bucket of requests that fills with time.

/** Whether a request has to wait: for how many seconds, or null. */
export type RateLimiter = (request: Request) => number | null

/** So many requests in so many seconds. */
export interface Rate {
  readonly requests: number
  readonly seconds: number
  /** The time in milliseconds, of any clock that only goes forward. */
  readonly now: () => number
}

/**
 * Lets `requests` through at once and after that as many in every `seconds`, whoever sends them.
 *
 * @example
 * import { rateLimit } from 'exact-match-session/http'
 *
 * const throttle = rateLimit({ requests: 600, seconds: 60, now: () => performance.now() })
 */
export const rateLimit = ({ requests, seconds, now }: Rate): RateLimiter => {
  const each = (seconds * 1000) / requests
  /** When the bucket will be full again. */
  let full = Number.NEGATIVE_INFINITY
  return () => {
    const at = now()
    const wait = Math.max(full, at) + each - at - seconds * 1000
    if (wait > 0) return Math.ceil(wait / 1000)
    full = Math.max(full, at) + each
    return null
  }
}
