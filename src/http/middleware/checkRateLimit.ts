// Responds 429 to requests that have to wait.
import { problem } from '../problem.js'
import type { RateLimiter } from '../rateLimit.js'
import { type ApiMiddleware, refuse } from './apiEnv.js'

export const checkRateLimit =
  (limiter: RateLimiter): ApiMiddleware =>
  async (context, next) => {
    const retryAfter = limiter(context.req.raw)
    if (retryAfter === null) return next()
    return refuse(context, problem(429, `too many requests; try again in ${retryAfter} s`, { retryAfter }))
  }
