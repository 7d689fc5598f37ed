// The outcome of a call, read off the response to its request.
import * as E from 'fp-ts/lib/Either.js'
import { done, type Outcome, refused, unknownOutcome } from '../system.js'
import { failedOutcome, formatResponse, type HttpRequest, type HttpResponse } from './httpRequest.js'

/** Statuses that do not say whether the request took effect. */
const undecided: ReadonlySet<number> = new Set([429, 502, 503, 504])

const parseJson = (text: string): E.Either<unknown, unknown> =>
  E.tryCatch(
    () => JSON.parse(text),
    (error) => error,
  )

/** Drafts of the documentation show the session of a renewal inside `value`. facts: "Operations". */
const unwrapValue = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && 'value' in body && !('state' in body) ? body.value : body

const sessionOutcome = (request: HttpRequest, response: HttpResponse): Outcome => {
  const body = parseJson(response.text)
  return E.isLeft(body)
    ? failedOutcome(request, `${formatResponse(response)}; a session as JSON was expected`)
    : done(unwrapValue(body.right))
}

/** The message of an error response, or the start of its body. */
const messageIn = (text: string): string => {
  const body = parseJson(text)
  const message = E.isRight(body)
    ? /"message":"((?:[^"\\]|\\.)*)"/.exec(JSON.stringify(body.right))?.[1]
    : null
  return message ?? text.slice(0, 80)
}

/** The response that says that a call took effect. */
export interface ExpectedResponse {
  readonly status: number
  /** Whether the body is the session. */
  readonly session: boolean
  /** Statuses that mean that no call can succeed, so that the outcome can't be judged. */
  readonly unusable: ReadonlySet<number>
}

/** The outcome that a response stands for. */
export const outcomeOf = (
  request: HttpRequest,
  response: HttpResponse,
  expected: ExpectedResponse,
): Outcome => {
  const { status } = response
  if (status === expected.status) return expected.session ? sessionOutcome(request, response) : done()
  if (undecided.has(status)) return unknownOutcome(formatResponse(response))
  if (status >= 400 && status < 500 && !expected.unusable.has(status)) {
    return refused(`${status}: ${messageIn(response.text)}`)
  }
  return failedOutcome(request, `${formatResponse(response)}; ${expected.status} was expected`)
}
