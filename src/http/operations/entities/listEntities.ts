// GET …/exactMatchDataStores and …/exactMatchUploadAgents
import * as E from 'fp-ts/lib/Either.js'
import type { Entities } from '../../../service/index.js'
import type { Deps } from '../../deps.js'
import { type OptionName, queryOf } from '../../odata/odataQuery.js'
import { pageResult, pageSizeOf } from '../../odata/page.js'
import type { Operation } from '../../operation.js'
import { serviceProblem } from '../../serviceProblem.js'

const options: ReadonlyArray<OptionName> = ['$top', '$skip', '$count', '$skiptoken']

export const listEntities =
  <A>({ limits, publicUrlOf }: Deps, entities: Entities<A>): Operation =>
  async (context) => {
    const query = queryOf(context, options)
    if (E.isLeft(query)) return query
    const { top, skip, skipToken } = query.right
    const page = await entities.list({
      top: pageSizeOf(query.right, context.request, limits),
      skip,
      maxBytes: limits.pageBytes,
      ...(skipToken === null ? {} : { after: skipToken }),
    })()
    if (E.isLeft(page)) return E.left(serviceProblem(page.left))
    const count = query.right.count ? await entities.count()() : E.right(null)
    if (E.isLeft(count)) return E.left(serviceProblem(count.left))
    const { next } = page.right
    const items = page.right.items.map((item) => JSON.stringify(item))
    return E.right(
      pageResult(
        { items, next: next === null || top === 0 ? null : { $skiptoken: next }, count: count.right },
        context,
        publicUrlOf(context.request),
      ),
    )
  }
