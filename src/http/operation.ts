// What an operation of the API takes and gives, and the response formats that write its outcome.
import type * as E from 'fp-ts/lib/Either.js'
import type { Problem } from './problem.js'
import type { RequestIds } from './request/requestIds.js'
import type { Limited } from './timeLimit.js'
import type { NodeIncoming } from './upload/arrivingBody.js'
import type { Caller } from './visible.js'

/** A request with its ids. */
export interface IdentifiedRequest {
  readonly request: Request
  readonly ids: RequestIds
}

/** A request on its way to an operation, after all middleware. */
export interface RequestContext extends IdentifiedRequest, Limited {
  /** A parameter of the path, decoded. */
  readonly parameter: (name: string) => string
  /** The prefix of the documented path: `/beta`, `/v1.0` or none. */
  readonly prefix: string
  /** Empty where the request has none. */
  readonly body: Uint8Array<ArrayBuffer>
  /** The request as Node has it; undefined where the server is another. */
  readonly incoming: NodeIncoming | undefined
  /** Null where nobody had to be authorized: the credential of an upload is its URI. */
  readonly caller: Caller | null
}

/** The result of an operation that succeeded. */
export interface Result {
  readonly status: 200 | 201 | 204
  readonly headers?: Readonly<Record<string, string>>
  /** JSON, unless the headers have another content type. */
  readonly body?: string
}

/** The outcome of an operation. */
type Outcome = E.Either<Problem, Result>

/** An operation of the API. */
export type Operation = (context: RequestContext) => Promise<Outcome>

/** The names of the operations, for metrics and logs. */
export type OperationName =
  | 'createSession'
  | 'listSessions'
  | 'countSessions'
  | 'getSession'
  | 'updateSession'
  | 'deleteSession'
  | 'commitSession'
  | 'cancelSession'
  | 'renewSession'
  | 'getUploadAgentOfSession'
  | 'putBlock'
  | 'putBlockList'
  | 'putBlob'
  | 'getBlockList'
  | 'getBlobProperties'
  | `${'create' | 'get'}${'DataStore' | 'UploadAgent'}`
  | `${'list' | 'count'}${'DataStores' | 'UploadAgents'}`

/** The operations of one path, by method, with their names. */
export type Route = Readonly<
  Partial<Record<'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE', readonly [OperationName, Operation]>>
>

/** A response format: writes results and problems for one kind of client. */
export interface Serializer {
  readonly result: (result: Result, request: IdentifiedRequest) => Response
  readonly problem: (problem: Problem, request: IdentifiedRequest) => Response
}
