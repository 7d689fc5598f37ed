// Stores in memory whose lists do not end, or not where they should.
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import {
  createMemoryStore,
  type EntityStore,
  type Page,
  type PageRequest,
  type SessionStore,
} from '../../../src/service/index.js'

type List<L, A> = (page: PageRequest) => TE.TaskEither<L, Page<A>>

/** Changes a list. */
type Paging = <L, A>(list: List<L, A>) => List<L, A>

const withoutAfter = ({ after: _, ...page }: PageRequest): PageRequest => page

let position = 0
const newPosition = (): string => {
  position += 1
  return String(position)
}

const behindEverything = '999999999999999'

/** How a list can be broken, with what the contract says of it. */
export const pagings: Readonly<Record<string, { readonly paging: Paging; readonly message: RegExp }>> = {
  'ignores after': {
    paging: (list) => (page) => list(withoutAfter(page)),
    message: /two pages have the next \d+: the list ignores after/,
  },
  'ignores after and gives a new next each time': {
    paging: (list) => (page) =>
      pipe(
        list(withoutAfter(page)),
        TE.map(({ items }) => ({ items, next: newPosition() })),
      ),
    message: /the list has no end after 10000 pages/,
  },
  'has a next on its last page': {
    paging: (list) => (page) =>
      pipe(
        list(page),
        TE.map(({ items, next }) => ({
          items,
          next: next ?? (items.length === 0 ? null : behindEverything),
        })),
      ),
    message: /the last page has a next: an empty page follows it/,
  },
  'has one item too many on each page': {
    paging: (list) => (page) => list({ ...page, top: page.top + 1 }),
    message: /a page has \d items; expected at most \d/,
  },
}

const changeEntities = <A>(entities: EntityStore<A>, paging: Paging): EntityStore<A> => ({
  ...entities,
  list: paging(entities.list),
})

/** The lists of a store, with the case of the contract about each. */
export const lists: Readonly<
  Record<string, { readonly change: (paging: Paging) => SessionStore; readonly caught: string }>
> = {
  'a data store': {
    change: (paging) => {
      const store = createMemoryStore()
      return { ...store, list: (datastoreId, page) => paging((each) => store.list(datastoreId, each))(page) }
    },
    caught: 'lists the sessions of a data store in the order of their creation, in pages',
  },
  'stale sessions': {
    change: (paging) => {
      const store = createMemoryStore()
      return { ...store, staleSince: (at, page) => paging((each) => store.staleSince(at, each))(page) }
    },
    caught:
      'lists the sessions of all data stores that wait for their clients and last changed before a time',
  },
  'processed sessions': {
    change: (paging) => {
      const store = createMemoryStore()
      return { ...store, processing: paging(store.processing) }
    },
    caught: 'lists the sessions of all data stores that are being processed',
  },
  'data stores': {
    change: (paging) => {
      const store = createMemoryStore()
      return { ...store, dataStores: changeEntities(store.dataStores, paging) }
    },
    caught: 'creates each of several data stores once, finds them by id, lists them in order',
  },
  'upload agents': {
    change: (paging) => {
      const store = createMemoryStore()
      return { ...store, uploadAgents: changeEntities(store.uploadAgents, paging) }
    },
    caught: 'creates each of several upload agents once, finds them by id, lists them in order',
  },
}
