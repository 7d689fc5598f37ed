// The paths of a collection of entities, data stores or upload agents, with their operations.
import type * as t from 'io-ts'
import type { Entity } from '../../model/index.js'
import type { Entities } from '../../service/index.js'
import type { Deps } from '../deps.js'
import type { Route } from '../operation.js'
import { countEntities } from '../operations/entities/countEntities.js'
import { createEntity } from '../operations/entities/createEntity.js'
import { getEntity } from '../operations/entities/getEntity.js'
import { listEntities } from '../operations/entities/listEntities.js'
import type { EntityList } from '../operations/entities/readEntities.js'

/** A collection of entities. */
export interface EntityCollection<A, O> {
  readonly codec: t.Type<A, O>
  /** The path of the collection. */
  readonly collection: string
  /** The name of the path's parameter with the id. */
  readonly parameter: string
  readonly urlOf: (base: string, id: string) => string
  /** What operations call one entity, and several. */
  readonly names: readonly ['DataStore', 'DataStores'] | readonly ['UploadAgent', 'UploadAgents']
}

const lists = {
  DataStore: { kind: 'dataStore', plural: 'data stores' },
  UploadAgent: { kind: 'uploadAgent', plural: 'upload agents' },
} as const

/** The routes of a collection. */
export const entityRoutes = <A extends Entity, O>(
  deps: Deps,
  entities: Entities<A>,
  { codec, collection, parameter, urlOf, names: [one, several] }: EntityCollection<A, O>,
): ReadonlyArray<readonly [path: string, route: Route]> => {
  const list: EntityList<A> = { entities, ...lists[one] }
  return [
    [`${collection}/$count`, { GET: [`count${several}`, countEntities(deps, list)] }],
    [
      collection,
      {
        GET: [`list${several}`, listEntities(deps, list)],
        POST: [`create${one}`, createEntity(deps, entities, codec, urlOf)],
      },
    ],
    [`${collection}/:${parameter}`, { GET: [`get${one}`, getEntity(entities, parameter)] }],
  ]
}
