// Create requests that a client may send again: by the headers of OData's Repeatable Requests 1.0, or by Graph's
// client-request-id, which Microsoft's clients keep when they retry.
import * as E from 'fp-ts/lib/Either.js'
import type { IO } from 'fp-ts/lib/IO.js'
import * as O from 'fp-ts/lib/Option.js'
import { type DateTimeOffset, dateOf } from '../../codec/index.js'
import type { IdempotencyKey } from '../../service/index.js'
import type { RequestContext } from '../operation.js'
import { type Problem, problem } from '../problem.js'
import { safeHeader } from './requestIds.js'

const aDay = 86_400
const tenMinutes = 600

/** Whether a request has `Repeatability-Request-ID`. */
const isRepeatable = ({ headers }: Request): boolean => headers.has('repeatability-request-id')

/**
 * The response header of a repeatable request. "Repeatability-Result: accepted" says that the request was executed
 * once, whether now or before; "rejected" that it was not executed under its id.
 */
export const repeatabilityResult = (
  request: Request,
  result: 'accepted' | 'rejected',
): Readonly<Record<string, string>> => (isRepeatable(request) ? { 'repeatability-result': result } : {})

const malformed = (name: string): Problem =>
  problem(400, `${name} is not 1 to 128 visible ASCII characters`, { target: name })

const idOf = ({ headers }: Request, name: string): E.Either<Problem, string | null> => {
  const header = headers.get(name)
  if (header === null) return E.right(null)
  const id = safeHeader(header)
  return id === null ? E.left(malformed(name)) : E.right(id)
}

const tooOld = problem(412, 'the request was first sent too long ago to know whether it has been executed', {
  target: 'Repeatability-First-Sent',
  headers: { 'repeatability-result': 'rejected' },
})

/** Refuses a request that may have been executed before the oldest that is remembered; the header may be left out. */
const checkFirstSent = ({ headers }: Request, now: DateTimeOffset): E.Either<Problem, null> => {
  const header = headers.get('repeatability-first-sent')
  if (header === null) return E.right(null)
  const firstSent = Date.parse(header)
  if (Number.isNaN(firstSent)) {
    const target = 'Repeatability-First-Sent'
    return E.left(problem(400, `${target} is not a date of HTTP`, { target }))
  }
  const isKnown = O.exists((date: Date) => date.getTime() - firstSent < aDay * 1000)(dateOf(now))
  return isKnown ? E.right(null) : E.left(tooOld)
}

const bodyText = (body: Uint8Array): string => new TextDecoder().decode(body)

/**
 * The key of a create request; no key of one caller is that of another. Repeatability-Request-ID is unique for all time,
 * together with the client's id: another body under it is an error. Requests with one client-request-id need not be repetitions of each other: they are only
 * with the same caller and the same body.
 */
export const idempotencyKeyOf = (
  { request, ids, parameter, body, caller }: RequestContext,
  now: IO<DateTimeOffset>,
): E.Either<Problem, IdempotencyKey | null> => {
  const principalId = caller?.principal.id ?? null
  const requestId = idOf(request, 'Repeatability-Request-ID')
  if (E.isLeft(requestId)) return requestId
  const clientId = idOf(request, 'Repeatability-Client-ID')
  if (E.isLeft(clientId)) return clientId
  if (requestId.right !== null) {
    const firstSent = checkFirstSent(request, now())
    if (E.isLeft(firstSent)) return firstSent
    // "The value of the Repeatability-Request-ID is an opaque string": it is compared as it is.
    const value = JSON.stringify(['repeatability', principalId, clientId.right, requestId.right])
    return E.right({ value, seconds: aDay })
  }
  if (ids.clientRequestId === null) return E.right(null)
  const value = JSON.stringify([
    'client-request-id',
    principalId,
    parameter('datastoreId'),
    ids.clientRequestId,
    bodyText(body),
  ])
  return E.right({ value, seconds: tenMinutes })
}
