// Responds 500 to unexpected errors, which only the log gets to see.
import { problem } from '../problem.js'
import type { RequestIds } from '../requestIds.js'
import { type ApiContext, refuse } from './apiEnv.js'

const unexpected = problem(500, 'an unexpected error occurred')

/** An error handler of hono's. */
export const errorHandler =
  (onError: (error: unknown, ids: RequestIds) => void) =>
  (error: Error, context: ApiContext): Response => {
    onError(error, context.get('request').ids)
    return refuse(context, unexpected)
  }
