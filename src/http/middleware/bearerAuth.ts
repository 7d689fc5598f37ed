// Authorizes every request of the API, even those for paths that do not exist.
import * as E from 'fp-ts/lib/Either.js'
import type { Authorize } from '../authorize.js'
import { withinLimit } from '../timeLimit.js'
import { type ApiMiddleware, refuse } from './apiEnv.js'

export const bearerAuth =
  (authorize: Authorize, limit: number): ApiMiddleware =>
  async (context, next) => {
    const authorized = await withinLimit(limit, authorize(context.req.raw))
    return E.isLeft(authorized) ? refuse(context, authorized.left) : next()
  }
