// Responds 500 to unexpected errors, which only an observer gets to see.
import { problem } from '../problem.js'
import { type ApiContext, refuse } from './apiEnv.js'

const unexpected = problem(500, 'an unexpected error occurred')

/** An error handler of hono's. */
export const errorHandler = (_: Error, context: ApiContext): Response => refuse(context, unexpected)
