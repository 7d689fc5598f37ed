// Who may call the API. The upload endpoint asks for no token: there the signature in the URI is what lets a block in.
import * as TE from 'fp-ts/lib/TaskEither.js'
import { type Problem, problem } from './problem.js'
import { sameAs } from './sameText.js'

/**
 * Decides on a request before anything else is looked at: right lets it pass, left is the answer. A request without
 * credentials, or with ones that are unknown, is `unauthorized`; one whose owner may not do this, `forbidden`.
 */
export type Authorize = (request: Request) => TE.TaskEither<Problem, void>

/**
 * 401, with the challenge that RFC 6750 asks for.
 *
 * @example
 * import { unauthorized } from 'exact-match-session/http'
 *
 * unauthorized('the token has expired').status // 401
 */
export const unauthorized = (message: string): Problem =>
  problem(401, message, { headers: { 'www-authenticate': 'Bearer realm="exact-match-session"' } })

/**
 * 403: the caller is known, and may not do this.
 *
 * @example
 * import { forbidden } from 'exact-match-session/http'
 *
 * forbidden('only its owner may delete a session').status // 403
 */
export const forbidden = (message: string): Problem => problem(403, message)

const bearer = /^Bearer +([\w.~+/-]+=*) *$/i

/**
 * Lets in whoever sends this one token as `Authorization: Bearer <token>`. Tokens are compared in constant time.
 *
 * @example
 * import { bearerToken } from 'exact-match-session/http'
 *
 * const authorize = bearerToken('a token of at least 128 random bits')
 */
export const bearerToken = (token: string): Authorize => {
  const isToken = sameAs(token)
  return (request) => {
    const header = request.headers.get('authorization')
    if (header === null) return TE.left(unauthorized('the request has no bearer token'))
    const [, sent] = bearer.exec(header) ?? []
    return sent !== undefined && isToken(sent)
      ? TE.right(undefined)
      : TE.left(unauthorized('the bearer token is not valid'))
  }
}
