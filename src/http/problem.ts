// Problems: why a request fails, before a response format writes it as Graph's error body or as Azure's.

/**
 * The statuses of problems, each with Graph's code for it: the status text of RFC 9110 in camel case.
 *
 * @example
 * import { problemCodes } from 'exact-match-session/http'
 *
 * problemCodes[412] // 'preconditionFailed'
 */
export const problemCodes = {
  400: 'badRequest',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'notFound',
  405: 'methodNotAllowed',
  406: 'notAcceptable',
  408: 'requestTimeout',
  409: 'conflict',
  412: 'preconditionFailed',
  413: 'contentTooLarge',
  414: 'uriTooLong',
  415: 'unsupportedMediaType',
  429: 'tooManyRequests',
  431: 'requestHeaderFieldsTooLarge',
  500: 'internalServerError',
  501: 'notImplemented',
  503: 'serviceUnavailable',
} as const

/** The status of a problem. */
export type ProblemStatus = keyof typeof problemCodes

/** A part of a request that is not valid. */
export interface ProblemDetail {
  readonly message: string
  /** The property, query option or header. */
  readonly target?: string
}

/** Why a request fails. */
export interface Problem extends ProblemDetail {
  readonly status: ProblemStatus
  readonly details?: ReadonlyArray<ProblemDetail>
  /** When to try again, in seconds. */
  readonly retryAfter?: number
  /** Headers that belong to the status: `WWW-Authenticate`, `Allow`. */
  readonly headers?: Readonly<Record<string, string>>
  /** Azure's code, where the upload endpoint needs a more specific one than the status implies. */
  readonly blobCode?: string
  /** The error behind a 5xx, for `onError`; no response has it. */
  readonly cause?: unknown
}

/**
 * A problem with its status and message, and with the properties of `more`.
 *
 * @example
 * import { problem } from 'exact-match-session/http'
 *
 * problem(503, 'closed for maintenance', { retryAfter: 3600 })
 * // { status: 503, message: 'closed for maintenance', retryAfter: 3600 }
 */
export const problem = (
  status: ProblemStatus,
  message: string,
  more: Omit<Problem, 'status' | 'message'> = {},
): Problem => ({ status, message, ...more })

/** The headers of a problem in any response format. */
export const problemHeaders = ({ headers, retryAfter }: Problem): Readonly<Record<string, string>> => ({
  ...headers,
  ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
})
