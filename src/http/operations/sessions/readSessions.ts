// How lists and counts read the sessions of a data store.
import * as E from 'fp-ts/lib/Either.js'
import type { StoredSession } from '../../../service/index.js'
import type { Deps } from '../../deps.js'
import { countMatches, type SessionReader } from '../../odata/listing/scan.js'
import type { ODataQuery } from '../../odata/odataQuery.js'
import type { RequestContext } from '../../operation.js'
import type { Problem } from '../../problem.js'
import { serviceProblem } from '../../serviceProblem.js'
import { late } from '../../timeLimit.js'
import { scanLimitsOf } from '../scanLimits.js'

/** Reads the sessions of the data store of the path. */
export const readerOf = ({ service, limits }: Deps, context: RequestContext): SessionReader => {
  const datastoreId = context.parameter('datastoreId')
  return {
    page: async (page) =>
      context.isOver()
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

/** The filter of a query, and the caller sees what passes; null where they may see everything. */
export const visibleFilter = (
  { caller, parameter }: RequestContext,
  filter: ODataQuery['filter'],
): ODataQuery['filter'] => {
  const isVisible = caller?.visible.session ?? null
  if (isVisible === null) return filter
  const datastoreId = parameter('datastoreId')
  return (session) => isVisible({ datastoreId, id: session.id ?? '' }) && (filter === null || filter(session))
}

/** Counts the sessions that pass a filter, or all of them. */
export const countSessionsOf = async (
  deps: Deps,
  context: RequestContext,
  filter: ODataQuery['filter'],
): Promise<E.Either<Problem, number>> => {
  if (filter === null) {
    const datastoreId = context.parameter('datastoreId')
    return E.mapLeft(serviceProblem)(await deps.service.count({ datastoreId })())
  }
  const passes = ({ session }: StoredSession): boolean => filter(session) === true
  return countMatches(readerOf(deps, context).page, passes, scanLimitsOf(deps), 'sessions')
}
