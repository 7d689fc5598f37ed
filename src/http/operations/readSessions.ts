// How lists and counts read the sessions of a data store.
import * as E from 'fp-ts/lib/Either.js'
import type { Deps } from '../deps.js'
import { countMatches, type ReadPage, type ScanLimits } from '../odata/listing.js'
import type { ODataQuery } from '../odata/odataQuery.js'
import type { RequestContext } from '../operation.js'
import type { Problem } from '../problem.js'
import { serviceProblem } from '../serviceProblem.js'

/** The limits of a scan; sessions are read at most 500 at a time. */
export const scanLimitsOf = ({ limits: { maxScan } }: Deps): ScanLimits => ({
  maxScan,
  chunk: Math.min(500, maxScan),
})

/** Reads pages of the data store of the path. */
export const readerOf =
  ({ service }: Deps, context: RequestContext): ReadPage =>
  async (page) =>
    E.mapLeft(serviceProblem)(
      await service.list({ datastoreId: context.parameter('datastoreId'), ...page })(),
    )

/** Counts the sessions that pass a filter, or all of them. */
export const countSessionsOf = async (
  deps: Deps,
  context: RequestContext,
  filter: ODataQuery['filter'],
): Promise<E.Either<Problem, number>> =>
  filter === null
    ? E.mapLeft(serviceProblem)(await deps.service.count({ datastoreId: context.parameter('datastoreId') })())
    : countMatches(readerOf(deps, context), filter, scanLimitsOf(deps))
