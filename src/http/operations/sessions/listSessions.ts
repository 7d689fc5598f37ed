// GET …/sessions
import * as E from 'fp-ts/lib/Either.js'
import type { StoredSession } from '../../../service/index.js'
import type { Deps } from '../../deps.js'
import { listingOf } from '../../odata/listing/listing.js'
import { type OptionName, queryOf } from '../../odata/odataQuery.js'
import { pageResult, pageSizeOf } from '../../odata/page.js'
import type { Operation } from '../../operation.js'
import { scanLimitsOf } from '../scanLimits.js'
import { countSessionsOf, readerOf, visibleFilter } from './readSessions.js'
import { encodeSession } from './sessionResult.js'

const options: ReadonlyArray<OptionName> = [
  '$select',
  '$filter',
  '$orderby',
  '$top',
  '$skip',
  '$count',
  '$skiptoken',
]

export const listSessions =
  (deps: Deps): Operation =>
  async (context) => {
    const parsed = queryOf(context, options)
    if (E.isLeft(parsed)) return parsed
    const query = { ...parsed.right, filter: visibleFilter(context, parsed.right.filter) }
    const top = pageSizeOf(query, context.request, deps.limits)
    const { select: names } = query
    const toJson = (stored: StoredSession): string => encodeSession(deps, context, stored, names)
    const listing = await listingOf(readerOf(deps, context), query, top, scanLimitsOf(deps), toJson)
    if (E.isLeft(listing)) return listing
    const count = query.count ? await countSessionsOf(deps, context, query.filter) : E.right(null)
    if (E.isLeft(count)) return count
    return E.right(
      pageResult({ ...listing.right, count: count.right }, context, deps.publicUrlOf(context.request)),
    )
  }
