// Who may call the API. The upload endpoint is not concerned: there, the signature in the URI is the credential.
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Principal } from '../service/index.js'
import type { OperationName } from './operation.js'
import { type Problem, problem } from './problem.js'
import { timingSafeEqual } from './timingSafeEqual.js'

/** What a request is for, by its method and path. */
export interface OperationTarget {
  /** Null where the request is for no operation: its path or method does not exist. */
  readonly operation: OperationName | null
  /** The data store in the path, decoded; null where there is none. */
  readonly datastoreId: string | null
  /** The session or upload agent in the path, decoded; null where there is none. */
  readonly id: string | null
}

/**
 * Authorizes a request before its body is read and anything else is done with it: gives who makes it, for `onChange` and
 * for what lists show. Left: the problem to respond with. `unauthorized` is for missing or unknown credentials,
 * `forbidden` for a known caller who lacks the right.
 *
 * @example
 * import { type Authorize, forbidden } from 'exact-match-session/http'
 * import * as TE from 'fp-ts/lib/TaskEither.js'
 *
 * const readers: Authorize = (request, { operation }) =>
 *   operation?.startsWith('get')
 *     ? TE.right({ id: request.headers.get('x-user') ?? 'anonymous' })
 *     : TE.left(forbidden('readers change nothing'))
 * const target = { operation: 'deleteSession', datastoreId: 'patients', id: 'a' } as const
 * await readers(new Request('https://sessions.example'), target)() // left({ status: 403, message: 'readers change nothing' })
 */
export type Authorize<P extends Principal = Principal> = (
  request: Request,
  target: OperationTarget,
) => TE.TaskEither<Problem, P>

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
 * Authorizes requests with one token, `Authorization: Bearer <token>`. Compares it in constant time. Who has the token is
 * the principal, `{ id: 'bearer' }` unless set.
 *
 * @example
 * import { bearerToken } from 'exact-match-session/http'
 *
 * const authorize = bearerToken('a-token-of-at-least-128-random-bits')
 * const headers = { authorization: 'Bearer a-token-of-at-least-128-random-bits' }
 * const target = { operation: 'listDataStores', datastoreId: null, id: null } as const
 * await authorize(new Request('https://sessions.example', { headers }), target)() // right({ id: 'bearer' })
 */
export const bearerToken =
  (token: string, principal: Principal = { id: 'bearer' }): Authorize =>
  (request) => {
    const header = request.headers.get('authorization')
    if (header === null) return TE.left(unauthorized('the request has no bearer token'))
    const [, sent] = bearer.exec(header) ?? []
    return sent !== undefined && timingSafeEqual(token, sent)
      ? TE.right(principal)
      : TE.left(unauthorized('the bearer token is not valid'))
  }
