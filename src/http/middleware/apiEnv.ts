// What middleware keeps for the handlers after it, and how it ends a request that fails.
import type { Context, MiddlewareHandler } from 'hono'
import type { IdentifiedRequest, Serializer } from '../operation.js'
import type { Problem } from '../problem.js'
import type { NodeIncoming } from '../upload/arrivingBody.js'
import type { Caller } from '../visible.js'

/** What a server may pass beside a request; `@hono/node-server` does. */
export interface ServerBindings {
  /** The request as Node has it: a body is read from here, which is faster than from the web's streams. */
  readonly incoming?: NodeIncoming
}

/** The variables of hono's context. */
export interface ApiEnv {
  readonly Bindings: ServerBindings
  readonly Variables: {
    readonly request: IdentifiedRequest
    readonly serializer: Serializer
    /** Unset where nobody had to be authorized. */
    readonly caller?: Caller
    /** Unset where no body has been read. */
    readonly body?: Uint8Array<ArrayBuffer>
    /** Why the request fails; unset where it does not. */
    readonly problem?: Problem
  }
}

export type ApiContext = Context<ApiEnv>

export type ApiMiddleware = MiddlewareHandler<ApiEnv>

/** The response to a request that fails. */
export const refuse = (context: ApiContext, problem: Problem): Response => {
  context.set('problem', problem)
  return context.get('serializer').problem(problem, context.get('request'))
}
