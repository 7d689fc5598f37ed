// GET …/exactMatchDataStores/$count and …/exactMatchUploadAgents/$count
import * as E from 'fp-ts/lib/Either.js'
import type { Entities } from '../../../service/index.js'
import { queryOf } from '../../odata/odataQuery.js'
import { countResult } from '../../odata/page.js'
import type { Operation } from '../../operation.js'
import { serviceProblem } from '../../serviceProblem.js'

export const countEntities =
  <A>(entities: Entities<A>): Operation =>
  async (context) => {
    const query = queryOf(context, [])
    if (E.isLeft(query)) return query
    return E.bimap(serviceProblem, countResult)(await entities.count()())
  }
