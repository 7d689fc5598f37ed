// Runs an operation at the end of the middleware, as a handler of hono's.
import * as E from 'fp-ts/lib/Either.js'
import type { Operation, Result } from '../operation.js'
import { problem } from '../problem.js'
import { accepts } from '../request/accept.js'
import { withinLimit } from '../timeLimit.js'
import { type ApiContext, refuse } from './apiEnv.js'

const noBody = new Uint8Array()

const typeOf = ({ headers }: Result): string => headers?.['content-type'] ?? 'application/json'

/**
 * Whether the client wants no answer of this type. Only reading is refused for it: what has been changed is answered as
 * it is, which RFC 9110, 12.5.1 allows.
 */
const notAcceptable = ({ method, headers }: Request, result: Result): boolean =>
  (method === 'GET' || method === 'HEAD') &&
  result.body !== undefined &&
  !accepts(headers.get('accept'), typeOf(result))

/** The handler of an operation; after `limit` milliseconds it refuses the request. */
export const handle =
  (operation: Operation, prefix: string, limit: number) =>
  async (context: ApiContext): Promise<Response> => {
    const identified = context.get('request')
    const outcome = await withinLimit(limit, ({ isOver, waitFor }) =>
      operation({
        request: identified.request,
        ids: identified.ids,
        prefix,
        parameter: (name) => context.req.param(name) ?? '',
        body: context.get('body') ?? noBody,
        caller: context.get('caller') ?? null,
        incoming: context.env?.incoming,
        isOver,
        waitFor,
      }),
    )
    if (E.isLeft(outcome)) return refuse(context, outcome.left)
    return notAcceptable(identified.request, outcome.right)
      ? refuse(context, problem(406, `the answer is ${typeOf(outcome.right)}, which Accept leaves out`))
      : context.get('serializer').result(outcome.right, identified)
  }
