// Graph's error body. https://learn.microsoft.com/graph/errors
import type { DateTimeOffset } from '../../codec/index.js'
import { type Problem, type ProblemDetail, problemCodes } from '../problem.js'
import type { RequestIds } from '../request/requestIds.js'

interface ErrorDetail {
  readonly code: string
  readonly message: string
  readonly target?: string
}

/** The body of every response to a request that fails. */
export interface ODataError {
  readonly error: ErrorDetail & {
    readonly details?: ReadonlyArray<ErrorDetail>
    readonly innerError: {
      readonly date: DateTimeOffset
      readonly 'request-id': string
      readonly 'client-request-id': string
    }
  }
}

const detailOf = (code: string, { message, target }: ProblemDetail): ErrorDetail => ({
  code,
  message,
  ...(target === undefined ? {} : { target }),
})

/**
 * A problem as Graph's error body. `code` is the status text in camel case; `client-request-id` is the request id
 * where the client sent none.
 *
 * @example
 * import { DateTimeOffset } from 'exact-match-session/codec'
 * import { odataError, problem } from 'exact-match-session/http'
 *
 * const ids = { requestId: '79517a47-7a47-7951-477a-5179477a5179', clientRequestId: null }
 * const at = DateTimeOffset.of('2026-11-24T09:00:00Z')
 * odataError(problem(404, 'there is no such session'), ids, at).error.code // 'notFound'
 */
export const odataError = (problem: Problem, ids: RequestIds, at: DateTimeOffset): ODataError => {
  const code = problemCodes[problem.status]
  const { details } = problem
  return {
    error: {
      ...detailOf(code, problem),
      ...(details === undefined ? {} : { details: details.map((detail) => detailOf(code, detail)) }),
      innerError: {
        date: at,
        'request-id': ids.requestId,
        'client-request-id': ids.clientRequestId ?? ids.requestId,
      },
    },
  }
}
