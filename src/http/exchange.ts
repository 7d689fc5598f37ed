// One request and its answer: what every operation is given, what it gives back, and how that is written.
import type { IO } from 'fp-ts/lib/IO.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { DateTimeOffset } from '../codec/index.js'
import { clientRequestIdOf, type RequestIds } from './odata/odataError.js'
import type { Problem } from './problem.js'

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

/** How answers and refusals are written for one kind of client. */
export interface Dialect {
  readonly answer: (answer: Answer, call: Call) => Response
  readonly problem: (problem: Problem, call: Call, at: DateTimeOffset) => Response
}

/** The names of a request: a new one, and the client's own. */
export const idsOf = ({ headers }: Request, newId: IO<string>): RequestIds => ({
  requestId: newId(),
  clientRequestId: clientRequestIdOf(headers.get('client-request-id')),
})
