// Graph's error body. facts: "Protocol (OData and Graph)".
import type { DateTimeOffset } from '../../codec/index.js'
import { type Problem, type ProblemDetail, problemCodes } from '../problem.js'

/** How one request is named: by the service, and by its client, where it said a name. */
export interface RequestIds {
  readonly requestId: string
  readonly clientRequestId: string | null
}

interface ErrorDetail {
  readonly code: string
  readonly message: string
  readonly target?: string
}

/** The body of every refusal of the API. */
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
 * A problem as Graph's error body. `code` is the camelCased status text, `innerError` names the request; the
 * client's name for it is the service's own where it said none.
 *
 * @example
 * import type { DateTimeOffset } from 'exact-match-session/codec'
 * import { odataError } from 'exact-match-session/http'
 *
 * const notFoundAt = (at: DateTimeOffset) =>
 *   odataError(
 *     { status: 404, message: 'there is no such session' },
 *     { requestId: '79517a47-7a47-7951-477a-5179477a5179', clientRequestId: null },
 *     at,
 *   ) // its error.code is 'notFound'
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

/** What a client may call its request: visible ASCII, no longer than anybody would want in a log. */
const lawfulId = /^[!-~]{1,128}$/

/** The client's name for its request; null where it said none, or none that could be repeated safely. */
export const clientRequestIdOf = (header: string | null): string | null =>
  header !== null && lawfulId.test(header) ? header : null
