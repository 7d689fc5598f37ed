// What can be an id: something every store can hold and find again, and a URL can name.
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { PropertyFault } from './serviceError.js'
import type { EntityStore, SessionKey, SessionStore } from './sessionStore.js'

const longest = 256

const wellFormed = new RegExp(`^[^\\p{Cc}\\p{Cs}]{1,${longest}}$`, 'u')

/** Whether anything can have this id. */
const isId = (id: string): boolean => wellFormed.test(id)

/** What is wrong with an id that somebody chose, where there is one. */
export const idFaults = (path: string, id: string | undefined): ReadonlyArray<PropertyFault> =>
  id === undefined || isId(id)
    ? []
    : [{ path, message: `an id has 1 to ${longest} characters and no control characters` }]

const nothing = TE.right(null)
const none = TE.right({ items: [], next: null })

const findableEntities = <A>(store: EntityStore<A>): EntityStore<A> => ({
  ...store,
  get: (id) => (isId(id) ? store.get(id) : nothing),
})

/** The store, which is only asked for what can be there: some ids a database can't even be asked for. */
export const findable = (store: SessionStore): SessionStore => {
  const isKey = ({ datastoreId, id }: SessionKey): boolean => isId(datastoreId) && isId(id)
  return {
    ...store,
    get: (key) => (isKey(key) ? store.get(key) : nothing),
    list: (datastoreId, page) => (isId(datastoreId) ? store.list(datastoreId, page) : none),
    count: (datastoreId) => (isId(datastoreId) ? store.count(datastoreId) : TE.right(0)),
    change: (key, blockIds, decide) => (isKey(key) ? store.change(key, blockIds, decide) : nothing),
    dataStores: findableEntities(store.dataStores),
    uploadAgents: findableEntities(store.uploadAgents),
  }
}
