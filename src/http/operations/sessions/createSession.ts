// POST …/sessions
import * as E from 'fp-ts/lib/Either.js'
import { strict } from '../../../codec/index.js'
import { CreateSessionRequest } from '../../../model/index.js'
import type { ServiceError } from '../../../service/index.js'
import type { Deps } from '../../deps.js'
import { queryOf } from '../../odata/odataQuery.js'
import type { Operation } from '../../operation.js'
import type { Problem } from '../../problem.js'
import { idempotencyKeyOf, repeatabilityResult } from '../../request/repeatability.js'
import { decodeBody } from '../../request/requestBody.js'
import { isAddressable } from '../../routing/path.js'
import { notAddressable, serviceProblem } from '../../serviceProblem.js'
import { principalOf } from './sessionRef.js'
import { sessionResult } from './sessionResult.js'

const decodeRequest = decodeBody(strict(CreateSessionRequest))

const rejection = (request: Request, error: ServiceError): Problem => {
  const refused = serviceProblem(error)
  return error.code === 'idempotencyKeyReused'
    ? { ...refused, target: 'Repeatability-Request-ID', headers: repeatabilityResult(request, 'rejected') }
    : refused
}

/**
 * Creates a session. A repetition is 201 again, with the session as it is now: a client whose first response was lost
 * needs the one that it would have had, and its code for a created session reads Location from it.
 */
export const createSession =
  (deps: Deps): Operation =>
  async (context) => {
    const query = queryOf(context, [])
    if (E.isLeft(query)) return query
    const body = decodeRequest(context)
    if (E.isLeft(body)) return body
    const request = body.right
    if (request.id !== undefined && !isAddressable(request.id)) return E.left(notAddressable)
    const key = idempotencyKeyOf(context, deps.now)
    if (E.isLeft(key)) return key
    const created = await deps.service.create({
      datastoreId: context.parameter('datastoreId'),
      request,
      ...principalOf(context),
      ...(key.right === null ? {} : { idempotencyKey: key.right }),
    })()
    if (E.isLeft(created)) return E.left(rejection(context.request, created.left))
    const result = sessionResult(deps, context, 201, created.right)
    return E.right({
      ...result,
      headers: { ...result.headers, ...repeatabilityResult(context.request, 'accepted') },
    })
  }
