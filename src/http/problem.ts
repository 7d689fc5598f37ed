// Why a request is refused, before anybody decides how that is written: the API answers with Graph's error body, the
// upload endpoint with Azure's.

/**
 * The statuses of a refusal, each with the code that Graph writes for it: the camelCased status text of RFC 9110.
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
  409: 'conflict',
  412: 'preconditionFailed',
  413: 'contentTooLarge',
  415: 'unsupportedMediaType',
  429: 'tooManyRequests',
  500: 'internalServerError',
  503: 'serviceUnavailable',
} as const

/** The status of a refusal. */
export type ProblemStatus = keyof typeof problemCodes

/** What is wrong with one part of a request. */
export interface ProblemDetail {
  readonly message: string
  /** The property, query option or header at fault. */
  readonly target?: string
}

/** Why a request is refused. */
export interface Problem extends ProblemDetail {
  readonly status: ProblemStatus
  readonly details?: ReadonlyArray<ProblemDetail>
  /** In how many seconds to ask again. */
  readonly retryAfter?: number
  /** Headers that go with the status: `WWW-Authenticate`, `Allow`. */
  readonly headers?: Readonly<Record<string, string>>
  /** The code that Azure has for it, where the upload endpoint needs a more exact one than the status gives. */
  readonly blobCode?: string
}

/**
 * A problem with what goes beside its status and sentence.
 *
 * @example
 * import { problem } from 'exact-match-session/http'
 *
 * problem(503, 'the service is closed for the night', { retryAfter: 3600 }).status // 503
 */
export const problem = (
  status: ProblemStatus,
  message: string,
  more: Omit<Problem, 'status' | 'message'> = {},
): Problem => ({ status, message, ...more })

/** The headers that a problem brings with it, whatever its body. */
export const problemHeaders = ({ headers, retryAfter }: Problem): Readonly<Record<string, string>> => ({
  ...headers,
  ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
})
