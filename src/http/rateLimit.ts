// A rate limit for all requests together: a token bucket.

/** Decides whether a request has to wait: the seconds until it may be repeated, or null. */
export type RateLimiter = (request: Request) => number | null

/** The number of requests in a period. */
export interface RateLimit {
  readonly requests: number
  readonly seconds: number
  /** The time in milliseconds, of a monotonic clock. */
  readonly now: () => number
}

/**
 * A token bucket: allows `requests` at once, and refills evenly within `seconds`.
 *
 * @example
 * import { rateLimit } from 'exact-match-session/http'
 *
 * const limiter = rateLimit({ requests: 1, seconds: 60, now: () => 0 })
 * limiter(new Request('https://sessions.example')) // null
 * limiter(new Request('https://sessions.example')) // 60
 */
export const rateLimit = ({ requests, seconds, now }: RateLimit): RateLimiter => {
  const perToken = (seconds * 1000) / requests
  /** When the bucket will be full again. */
  let full = Number.NEGATIVE_INFINITY
  return () => {
    const at = now()
    const wait = Math.max(full, at) + perToken - at - seconds * 1000
    if (wait > 0) return Math.ceil(wait / 1000)
    full = Math.max(full, at) + perToken
    return null
  }
}
