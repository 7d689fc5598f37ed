// The methods for which a path has no operation: OPTIONS, and those that are refused.
import * as E from 'fp-ts/lib/Either.js'
import type { Operation, Route } from '../operation.js'
import { problem } from '../problem.js'

const allowOf = (route: Route): string =>
  [...Object.keys(route), ...('GET' in route ? ['HEAD'] : []), 'OPTIONS'].join(', ')

/** 204 to OPTIONS, and 405 to all others, each with what the path allows (RFC 9110, 9.3.7 and 15.5.6). */
export const otherMethods = (route: Route): Operation => {
  const allow = allowOf(route)
  const headers = { allow }
  return async ({ request: { method } }) =>
    method === 'OPTIONS'
      ? E.right({ status: 204, headers })
      : E.left(problem(405, `${method} is not allowed for this path; it has ${allow}`, { headers }))
}
