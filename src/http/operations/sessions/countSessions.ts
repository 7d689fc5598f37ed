// GET …/sessions/$count
import * as E from 'fp-ts/lib/Either.js'
import type { Deps } from '../../deps.js'
import { queryOf } from '../../odata/odataQuery.js'
import { countResult } from '../../odata/page.js'
import type { Operation } from '../../operation.js'
import { countSessionsOf, visibleFilter } from './readSessions.js'

export const countSessions =
  (deps: Deps): Operation =>
  async (context) => {
    const query = queryOf(context, ['$filter'])
    if (E.isLeft(query)) return query
    return E.map(countResult)(
      await countSessionsOf(deps, context, visibleFilter(context, query.right.filter)),
    )
  }
