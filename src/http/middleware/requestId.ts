// Gives each request its ids and the response format that repeats them.
import { toError } from 'fp-ts/lib/Either.js'
import type { IO } from 'fp-ts/lib/IO.js'
import type { Serializer } from '../operation.js'
import { requestIdsOf } from '../request/requestIds.js'
import type { ApiMiddleware } from './apiEnv.js'

/** Everything after this middleware can write a response. */
export const requestId =
  (newId: IO<string>, serializer: Serializer): ApiMiddleware =>
  async (context, next) => {
    const request = context.req.raw
    context.set('request', { request, ids: requestIdsOf(request, newId) })
    context.set('serializer', serializer)
    try {
      await next()
    } catch (thrown) {
      // hono passes Errors to its error handler by itself, and nothing else.
      throw toError(thrown)
    }
  }
