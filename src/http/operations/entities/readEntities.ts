// How lists and counts read data stores or upload agents: those that the caller sees.
import * as E from 'fp-ts/lib/Either.js'
import type { Entity } from '../../../model/index.js'
import type { Entities } from '../../../service/index.js'
import type { Deps } from '../../deps.js'
import { countMatches, type PageReader } from '../../odata/listing/scan.js'
import type { RequestContext } from '../../operation.js'
import type { Problem } from '../../problem.js'
import { serviceProblem } from '../../serviceProblem.js'
import { late } from '../../timeLimit.js'
import type { Visible } from '../../visible.js'
import { scanLimitsOf } from '../scanLimits.js'

/** Some entities, with their key in `Visible` and what a sentence calls them. */
export interface EntityList<A> {
  readonly entities: Entities<A>
  readonly kind: Exclude<keyof Visible, 'session'>
  readonly plural: string
}

/** Reads the entities, visible or not. */
export const readerOf =
  <A>({ limits }: Deps, { entities }: EntityList<A>, { isOver }: RequestContext): PageReader<A> =>
  async (page) =>
    isOver()
      ? E.left(late)
      : E.mapLeft(serviceProblem)(await entities.list({ maxBytes: limits.pageBytes, ...page })())

/** Whether the caller sees an entity; null where they see all. */
export const visibilityOf = (
  { caller }: RequestContext,
  kind: EntityList<unknown>['kind'],
): ((entity: Entity) => boolean) | null => {
  const isVisible = caller?.visible[kind] ?? null
  return isVisible && (({ id }) => isVisible(id ?? ''))
}

/** Counts the entities that the caller sees. */
export const countEntitiesOf = async <A extends Entity>(
  deps: Deps,
  list: EntityList<A>,
  context: RequestContext,
): Promise<E.Either<Problem, number>> => {
  const isVisible = visibilityOf(context, list.kind)
  return isVisible === null
    ? E.mapLeft(serviceProblem)(await list.entities.count()())
    : countMatches(readerOf(deps, list, context), isVisible, scanLimitsOf(deps), list.plural)
}
