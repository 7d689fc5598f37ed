// What middleware keeps for the handlers after it.
import * as E from 'fp-ts/lib/Either.js'
import type { Context, MiddlewareHandler } from 'hono'
import type { IdentifiedRequest, Operation, Serializer } from '../operation.js'
import type { Problem } from '../problem.js'
import { withinLimit } from '../timeLimit.js'

/** The variables of hono's context. */
export interface ApiEnv {
  readonly Variables: {
    readonly request: IdentifiedRequest
    readonly serializer: Serializer
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

const noBody = new Uint8Array()

/** Runs an operation as a handler of hono's, for so many milliseconds at most. */
export const handle =
  (operation: Operation, prefix: string, limit: number) =>
  async (context: ApiContext): Promise<Response> => {
    const request = context.get('request')
    const outcome = await withinLimit(limit, (signal) =>
      operation({
        request: request.request,
        ids: request.ids,
        prefix,
        parameter: (name) => context.req.param(name) ?? '',
        body: context.get('body') ?? noBody,
        signal,
      }),
    )
    return E.isLeft(outcome)
      ? refuse(context, outcome.left)
      : context.get('serializer').result(outcome.right, request)
  }
