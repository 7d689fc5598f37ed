// Runs an operation at the end of the middleware, as a handler of hono's.
import * as E from 'fp-ts/lib/Either.js'
import type { Operation } from '../operation.js'
import { withinLimit } from '../timeLimit.js'
import { type ApiContext, refuse } from './apiEnv.js'

const noBody = new Uint8Array()

/** The handler of an operation; after `limit` milliseconds it refuses the request. */
export const handle =
  (operation: Operation, prefix: string, limit: number) =>
  async (context: ApiContext): Promise<Response> => {
    const identified = context.get('request')
    const outcome = await withinLimit(limit, (limited) =>
      operation({
        ...identified,
        prefix,
        parameter: (name) => context.req.param(name) ?? '',
        body: context.get('body') ?? noBody,
        caller: context.get('caller') ?? null,
        ...limited,
      }),
    )
    return E.isLeft(outcome)
      ? refuse(context, outcome.left)
      : context.get('serializer').result(outcome.right, identified)
  }
