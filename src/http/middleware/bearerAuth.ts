// Authorizes every request of the API, even those for paths that do not exist.
import * as E from 'fp-ts/lib/Either.js'
import type { Authorize } from '../authorize.js'
import { type ApiMiddleware, refuse } from './apiEnv.js'

export const bearerAuth =
  (authorize: Authorize): ApiMiddleware =>
  async (context, next) => {
    const authorized = await authorize(context.req.raw)()
    return E.isLeft(authorized) ? refuse(context, authorized.left) : next()
  }
