// Which ids are valid: those that every store can keep and a URL can contain.
import * as TE from 'fp-ts/lib/TaskEither.js'
import { sessionProperties } from '../model/index.js'
import type { PropertyIssue } from './serviceError.js'
import type { EntityStore, SessionKey, SessionStore } from './store/sessionStore.js'

const { maxLength } = sessionProperties.id

const idPattern = new RegExp(`^[^\\p{Cc}\\p{Cs}]{1,${maxLength}}$`, 'u')

const isId = (id: string): boolean => idPattern.test(id)

/** The issues of an id that a caller chose, where there is one. */
export const idIssues = (path: string, id: string | undefined): ReadonlyArray<PropertyIssue> =>
  id === undefined || isId(id)
    ? []
    : [{ path, message: `an id has 1 to ${maxLength} characters and no control characters` }]

const noEntity = TE.right(null)
const noItems = TE.right({ items: [], next: null })

const entitiesWithValidIds = <A>(store: EntityStore<A>): EntityStore<A> => ({
  ...store,
  get: (id) => (isId(id) ? store.get(id) : noEntity),
})

/** The store, asked only for valid ids: PostgreSQL rejects a text with a null character as a parameter. */
export const withValidIds = (store: SessionStore): SessionStore => {
  const isKey = ({ datastoreId, id }: SessionKey): boolean => isId(datastoreId) && isId(id)
  return {
    ...store,
    get: (key) => (isKey(key) ? store.get(key) : noEntity),
    list: (datastoreId, page) => (isId(datastoreId) ? store.list(datastoreId, page) : noItems),
    count: (datastoreId) => (isId(datastoreId) ? store.count(datastoreId) : TE.right(0)),
    change: (key, blockIds, decide) => (isKey(key) ? store.change(key, blockIds, decide) : noEntity),
    blocks: (key) => (isKey(key) ? store.blocks(key) : noEntity),
    dataStores: entitiesWithValidIds(store.dataStores),
    uploadAgents: entitiesWithValidIds(store.uploadAgents),
  }
}
