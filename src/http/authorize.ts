// Who may call the API. The upload endpoint is not concerned: there, the signature in the URI is the credential.
import * as TE from 'fp-ts/lib/TaskEither.js'
import { type Problem, problem } from './problem.js'
import { timingSafeEqual } from './timingSafeEqual.js'

/**
 * Authorizes a request before anything else is done with it; left: the problem to respond with. `unauthorized` is for
 * missing or unknown credentials, `forbidden` for a known caller who lacks the right.
 */
export type Authorize = (request: Request) => TE.TaskEither<Problem, void>

/**
 * 401, with the challenge that RFC 6750, 3 requires.
 *
 * @example
 * import { unauthorized } from 'exact-match-session/http'
 *
 * unauthorized('the token has expired').status // 401
 */
export const unauthorized = (message: string): Problem =>
  problem(401, message, { headers: { 'www-authenticate': 'Bearer realm="exact-match-session"' } })

/**
 * 403, for a known caller who lacks the right.
 *
 * @example
 * import { forbidden } from 'exact-match-session/http'
 *
 * forbidden('only its owner may delete a session').status // 403
 */
export const forbidden = (message: string): Problem => problem(403, message)

/** RFC 6750, 2.1: b64token = 1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"=" */
const bearer = /^Bearer +([\w.~+/-]+=*) *$/i

/**
 * Authorizes requests with one token, `Authorization: Bearer <token>`. Compares it in constant time.
 *
 * @example
 * import { bearerToken } from 'exact-match-session/http'
 *
 * const authorize = bearerToken('a-token-of-at-least-128-random-bits')
 * const headers = { authorization: 'Bearer a-token-of-at-least-128-random-bits' }
 * await authorize(new Request('https://sessions.example', { headers }))() // right(undefined)
 */
export const bearerToken =
  (token: string): Authorize =>
  (request) => {
    const header = request.headers.get('authorization')
    if (header === null) return TE.left(unauthorized('the request has no bearer token'))
    const [, sent] = bearer.exec(header) ?? []
    return sent !== undefined && timingSafeEqual(token, sent)
      ? TE.right(undefined)
      : TE.left(unauthorized('the bearer token is not valid'))
  }
