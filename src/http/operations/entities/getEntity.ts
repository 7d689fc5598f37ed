// GET …/exactMatchDataStores/{id} and …/exactMatchUploadAgents/{id}
import * as E from 'fp-ts/lib/Either.js'
import type { Entities } from '../../../service/index.js'
import { queryOf } from '../../odata/odataQuery.js'
import type { Operation } from '../../operation.js'
import { serviceProblem } from '../../serviceProblem.js'
import { entityResult } from './entityResult.js'

/** `parameter` is the name of the path's parameter with the id. */
export const getEntity =
  <A>(entities: Entities<A>, parameter: string): Operation =>
  async (context) => {
    const query = queryOf(context, [])
    if (E.isLeft(query)) return query
    return E.bimap(serviceProblem, entityResult)(await entities.get({ id: context.parameter(parameter) })())
  }
