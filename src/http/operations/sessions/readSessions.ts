// How lists and counts read the sessions of a data store.
import * as E from 'fp-ts/lib/Either.js'
import type { Deps } from '../../deps.js'
import type { ODataQuery } from '../../odata/odataQuery.js'
import { countMatches, type ScanLimits, type SessionReader } from '../../odata/scan.js'
import type { RequestContext } from '../../operation.js'
import type { Problem } from '../../problem.js'
import { serviceProblem } from '../../serviceProblem.js'
import { late } from '../../timeLimit.js'

/** The limits of a scan; sessions are read at most 500 at a time. */
export const scanLimitsOf = ({ limits: { maxScan, pageBytes } }: Deps): ScanLimits => ({
  maxScan,
  chunk: Math.min(500, maxScan),
  pageBytes,
})

/** Reads the sessions of the data store of the path. */
export const readerOf = ({ service, limits }: Deps, context: RequestContext): SessionReader => {
  const datastoreId = context.parameter('datastoreId')
  return {
    page: async (page) =>
      context.signal.aborted
        ? E.left(late)
        : E.mapLeft(serviceProblem)(
            await service.list({ datastoreId, maxBytes: limits.pageBytes, ...page })(),
          ),
    session: async (id) => {
      const stored = await service.get({ datastoreId, id })()
      if (E.isRight(stored)) return stored
      return stored.left.code === 'notFound' ? E.right(null) : E.left(serviceProblem(stored.left))
    },
  }
}

/** Counts the sessions that pass a filter, or all of them. */
export const countSessionsOf = async (
  deps: Deps,
  context: RequestContext,
  filter: ODataQuery['filter'],
): Promise<E.Either<Problem, number>> =>
  filter === null
    ? E.mapLeft(serviceProblem)(await deps.service.count({ datastoreId: context.parameter('datastoreId') })())
    : countMatches(readerOf(deps, context), filter, scanLimitsOf(deps))
