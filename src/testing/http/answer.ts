// What a response says of the call that a request was: done, refused, or nothing that can be judged.
import * as E from 'fp-ts/lib/Either.js'
import { type Answer, done, refused, unknownOutcome } from '../system.js'
import { failedAnswer, type HttpRequest, type HttpResponse, receivedText } from './exchange.js'

/** Codes with which a server says that it could not take care of a request, or did not tell. */
const unheard: ReadonlySet<number> = new Set([429, 502, 503, 504])

const json = (text: string): E.Either<unknown, unknown> =>
  E.tryCatch(
    () => JSON.parse(text),
    (error) => error,
  )

/** Drafts of the documentation print the session of a renewal inside `value`. facts: "Operations". */
const bare = (body: unknown): unknown =>
  typeof body === 'object' && body !== null && 'value' in body && !('state' in body) ? body.value : body

const told = (request: HttpRequest, response: HttpResponse): Answer => {
  const body = json(response.text)
  return E.isLeft(body)
    ? failedAnswer(request, `${receivedText(response)}; a session as JSON was expected`)
    : done(bare(body.right))
}

const sentence = (text: string): string => {
  const body = json(text)
  const message = E.isRight(body)
    ? /"message":"((?:[^"\\]|\\.)*)"/.exec(JSON.stringify(body.right))?.[1]
    : null
  return message ?? text.slice(0, 80)
}

/** What a response must be to say that a call has happened. */
export interface Expecting {
  /** The status that says it has happened. */
  readonly status: number
  /** Whether the body tells the session. */
  readonly session: boolean
  /** Statuses that don't refuse this call, but everything: nothing can be judged. */
  readonly hopeless: ReadonlySet<number>
}

/** The answer that a response to a request is. */
export const answerTo = (request: HttpRequest, response: HttpResponse, expecting: Expecting): Answer => {
  const { status } = response
  if (status === expecting.status) return expecting.session ? told(request, response) : done()
  if (unheard.has(status)) return unknownOutcome(receivedText(response))
  if (status >= 400 && status < 500 && !expecting.hopeless.has(status)) {
    return refused(`${status}: ${sentence(response.text)}`)
  }
  return failedAnswer(request, `${receivedText(response)}; ${expecting.status} was expected`)
}
