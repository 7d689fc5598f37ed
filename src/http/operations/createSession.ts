// POST …/sessions
import * as E from 'fp-ts/lib/Either.js'
import { strict } from '../../codec/index.js'
import { CreateSessionRequest } from '../../model/index.js'
import type { Deps } from '../deps.js'
import { queryOf } from '../odata/odataQuery.js'
import type { Operation } from '../operation.js'
import { isAddressable } from '../path.js'
import { decodeBody } from '../requestBody.js'
import { notAddressable, serviceProblem } from '../serviceProblem.js'
import { sessionResult } from './sessionResult.js'

const decodeRequest = decodeBody(strict(CreateSessionRequest))

export const createSession =
  (deps: Deps): Operation =>
  async (context) => {
    const query = queryOf(context, [])
    if (E.isLeft(query)) return query
    const body = decodeRequest(context)
    if (E.isLeft(body)) return body
    const request = body.right
    if (request.id !== undefined && !isAddressable(request.id)) return E.left(notAddressable)
    const datastoreId = context.parameter('datastoreId')
    const created = await deps.service.create({ datastoreId, request })()
    return E.isLeft(created)
      ? E.left(serviceProblem(created.left))
      : E.right(sessionResult(deps, context, 201, created.right))
  }
