// POST …/exactMatchDataStores and …/exactMatchUploadAgents
import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { strict } from '../../../codec/index.js'
import type { Entity } from '../../../model/index.js'
import type { Entities } from '../../../service/index.js'
import type { Deps } from '../../deps.js'
import { queryOf } from '../../odata/odataQuery.js'
import type { Operation } from '../../operation.js'
import { decodeBody } from '../../request/requestBody.js'
import { isAddressable } from '../../routing/path.js'
import { notAddressable, serviceProblem } from '../../serviceProblem.js'

export const createEntity = <A extends Entity, O>(
  { publicUrlOf }: Deps,
  entities: Entities<A>,
  codec: t.Type<A, O>,
  urlOf: (base: string, id: string) => string,
): Operation => {
  const decodeEntity = decodeBody(strict(codec))
  return async (context) => {
    const query = queryOf(context, [])
    if (E.isLeft(query)) return query
    const body = decodeEntity(context)
    if (E.isLeft(body)) return body
    const { id } = body.right
    if (id !== undefined && !isAddressable(id)) return E.left(notAddressable)
    const created = await entities.create(body.right)()
    if (E.isLeft(created)) return E.left(serviceProblem(created.left))
    const base = publicUrlOf(context.request) + context.prefix
    return E.right({
      status: 201,
      headers: { location: urlOf(base, created.right.id ?? '') },
      body: JSON.stringify(created.right),
    })
  }
}
