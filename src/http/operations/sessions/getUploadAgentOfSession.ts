// GET …/sessions/{id}/uploadAgent
import * as E from 'fp-ts/lib/Either.js'
import type { Deps } from '../../deps.js'
import { queryOf } from '../../odata/odataQuery.js'
import type { Operation } from '../../operation.js'
import { serviceProblem } from '../../serviceProblem.js'
import { entityResult } from '../entities/entityResult.js'
import { sessionKeyOf } from './sessionRef.js'

export const getUploadAgentOfSession =
  ({ service }: Deps): Operation =>
  async (context) => {
    const query = queryOf(context, [])
    if (E.isLeft(query)) return query
    return E.bimap(serviceProblem, entityResult)(await service.uploadAgentOf(sessionKeyOf(context))())
  }
