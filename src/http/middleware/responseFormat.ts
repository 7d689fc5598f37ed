// The response format of the upload endpoint, whose clients are Azure's.
import type { Serializer } from '../operation.js'
import type { ApiMiddleware } from './apiEnv.js'

/** Uses another response format for some paths. */
export const responseFormat =
  (serializer: Serializer): ApiMiddleware =>
  (context, next) => {
    context.set('serializer', serializer)
    return next()
  }
