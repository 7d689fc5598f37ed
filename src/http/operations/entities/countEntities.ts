// GET …/exactMatchDataStores/$count and …/exactMatchUploadAgents/$count
import * as E from 'fp-ts/lib/Either.js'
import type { Entity } from '../../../model/index.js'
import type { Deps } from '../../deps.js'
import { queryOf } from '../../odata/odataQuery.js'
import { countResult } from '../../odata/page.js'
import type { Operation } from '../../operation.js'
import { countEntitiesOf, type EntityList } from './readEntities.js'

export const countEntities =
  <A extends Entity>(deps: Deps, list: EntityList<A>): Operation =>
  async (context) => {
    const query = queryOf(context, [])
    if (E.isLeft(query)) return query
    return E.map(countResult)(await countEntitiesOf(deps, list, context))
  }
