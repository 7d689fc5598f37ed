// GET …/sessions/{id}
import * as E from 'fp-ts/lib/Either.js'
import type { Deps } from '../../deps.js'
import { entityTagOf } from '../../odata/entityTag.js'
import { queryOf } from '../../odata/odataQuery.js'
import type { Operation } from '../../operation.js'
import { serviceProblem } from '../../serviceProblem.js'
import { sessionKeyOf } from './sessionRef.js'
import { encodeSession } from './sessionResult.js'

export const getSession =
  (deps: Deps): Operation =>
  async (context) => {
    const query = queryOf(context, ['$select'])
    if (E.isLeft(query)) return query
    const stored = await deps.service.get(sessionKeyOf(context))()
    if (E.isLeft(stored)) return E.left(serviceProblem(stored.left))
    const { revision } = stored.right
    return E.right({
      status: 200,
      headers: { etag: entityTagOf(revision) },
      body: encodeSession(deps, context, stored.right, query.right.select),
    })
  }
