// One request and its answer: what every operation is given, what it gives back, and what all answers have in common.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { clientRequestIdOf, odataError, type RequestIds } from './odataError.js'
import { type Problem, problem, problemHeaders } from './problem.js'

/** A request on its way to an operation. */
export interface Call {
  readonly request: Request
  readonly ids: RequestIds
  /** The values of a path's parameters, decoded. */
  readonly parameter: (name: string) => string
  /** What stands before the documented path: nothing, `/beta` or `/v1.0`. */
  readonly prefix: string
}

/** What an operation answers. */
export interface Answer {
  readonly status: 200 | 201 | 204 | 304
  readonly headers?: Readonly<Record<string, string>>
  /** JSON, unless the headers say otherwise. */
  readonly body?: string
}

/** What can be asked for: an answer, or why there is none. */
export type Operation = (call: Call) => TE.TaskEither<Problem, Answer>

/** How a refusal is written. */
export type WriteProblem = (problem: Problem, request: Request, ids: RequestIds, now: Date) => Response

/** The names of a request: a new one, and the client's own. */
export const idsOf = ({ headers }: Request, newId: () => string): RequestIds => ({
  requestId: newId(),
  clientRequestId: clientRequestIdOf(headers.get('client-request-id')),
})

const commonHeaders = ({ requestId, clientRequestId }: RequestIds): Record<string, string> => ({
  'odata-version': '4.0',
  'cache-control': 'no-store',
  'request-id': requestId,
  ...(clientRequestId === null ? {} : { 'client-request-id': clientRequestId }),
})

/** An answer as it goes out. */
export const writeAnswer = ({ status, headers, body }: Answer, ids: RequestIds): Response =>
  new Response(body ?? null, {
    status,
    headers: {
      ...commonHeaders(ids),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
  })

/** A refusal as it goes out, with Graph's error body. */
export const writeProblem: WriteProblem = (problem, _, ids, now) =>
  new Response(JSON.stringify(odataError(problem, ids, now)), {
    status: problem.status,
    headers: { ...commonHeaders(ids), 'content-type': 'application/json', ...problemHeaders(problem) },
  })

/** OData's versions that are spoken: a client that asks for an older one, or for none of these, is told so. */
const spoken = (header: string | null, least: RegExp): boolean => header === null || least.test(header.trim())

/** Refuses a request in a version of OData that isn't spoken here. */
export const inVersion = ({ headers }: Request): E.Either<Problem, void> =>
  spoken(headers.get('odata-version'), /^4\.01?$/) &&
  spoken(headers.get('odata-maxversion'), /^(?:[4-9]|\d\d+)\.\d+$/)
    ? E.right(undefined)
    : E.left(problem(400, 'OData 4.0 is spoken here'))

/** The answer of an operation, whatever happens. */
export const answered = (
  operation: Operation,
  call: Call,
  write: WriteProblem,
  now: () => Date,
): Promise<Response> =>
  pipe(
    operation(call),
    TE.match(
      (refused) => write(refused, call.request, call.ids, now()),
      (answer) => writeAnswer(answer, call.ids),
    ),
  )()
