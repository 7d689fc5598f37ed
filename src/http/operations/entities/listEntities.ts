// GET …/exactMatchDataStores and …/exactMatchUploadAgents
import * as E from 'fp-ts/lib/Either.js'
import type { Entity } from '../../../model/index.js'
import type { Deps } from '../../deps.js'
import { listByCreation } from '../../odata/listing/creationOrder.js'
import { type OptionName, queryOf } from '../../odata/odataQuery.js'
import { pageResult, pageSizeOf } from '../../odata/page.js'
import type { Operation } from '../../operation.js'
import { scanLimitsOf } from '../scanLimits.js'
import { countEntitiesOf, type EntityList, readerOf, visibilityOf } from './readEntities.js'

const options: ReadonlyArray<OptionName> = ['$top', '$skip', '$count', '$skiptoken']

export const listEntities =
  <A extends Entity>(deps: Deps, list: EntityList<A>): Operation =>
  async (context) => {
    const query = queryOf(context, options)
    if (E.isLeft(query)) return query
    const top = pageSizeOf(query.right, context.request, deps.limits)
    const listing = await listByCreation(
      readerOf(deps, list, context),
      visibilityOf(context, list.kind),
      query.right,
      top,
      scanLimitsOf(deps),
      (entity: A) => JSON.stringify(entity),
    )
    if (E.isLeft(listing)) return listing
    const count = query.right.count ? await countEntitiesOf(deps, list, context) : E.right(null)
    if (E.isLeft(count)) return count
    const page = { ...listing.right, count: count.right }
    return E.right(pageResult(page, context, deps.publicUrlOf(context.request)))
  }
