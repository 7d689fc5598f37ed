// Authorizes every request of the API, even those for paths that do not exist.
import * as E from 'fp-ts/lib/Either.js'
import type { Principal } from '../../service/index.js'
import type { Authorize } from '../authorize.js'
import type { OperationName } from '../operation.js'
import { withinLimit } from '../timeLimit.js'
import { type CanRead, visibleTo } from '../visible.js'
import { type ApiMiddleware, refuse } from './apiEnv.js'

/** Who may do what. */
export interface Authorization<P extends Principal> {
  readonly authorize: Authorize<P>
  readonly canRead?: CanRead<P>
}

/** Stands at the route of its operation, so that it reads the same parameters of the path; null is for no operation. */
export const bearerAuth =
  <P extends Principal>(
    { authorize, canRead = {} }: Authorization<P>,
    operation: OperationName | null,
    limit: number,
  ): ApiMiddleware =>
  async (context, next) => {
    const { req } = context
    const target = {
      operation,
      datastoreId: req.param('datastoreId') ?? null,
      id: req.param('id') ?? null,
    }
    const authorized = await withinLimit(limit, authorize(req.raw, target))
    if (E.isLeft(authorized)) return refuse(context, authorized.left)
    context.set('caller', { principal: authorized.right, visible: visibleTo(authorized.right, canRead) })
    return next()
  }
