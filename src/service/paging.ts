// Which part of a list a request asks for, and how much it gets.
import type * as E from 'fp-ts/lib/Either.js'
import type { Invalid, PropertyIssue } from './serviceError.js'
import type { EntityStore, PageRequest, SessionStore } from './store/sessionStore.js'
import { validate } from './validate.js'

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0

const issuesOf = ({ top, skip, after }: PageRequest): ReadonlyArray<PropertyIssue> => [
  ...(isCount(top) ? [] : [{ path: '/top', message: `top is ${top}; expected a whole number from 0 on` }]),
  ...(skip === undefined || isCount(skip)
    ? []
    : [{ path: '/skip', message: `skip is ${skip}; expected a whole number from 0 on` }]),
  ...(after === undefined || /^\d{1,15}$/.test(after)
    ? []
    : [{ path: '/after', message: 'after is not the next of a page' }]),
]

/** The request itself where it is valid; left: every issue of it. */
export const validatePage = (page: PageRequest): E.Either<Invalid, PageRequest> =>
  validate(issuesOf(page))(page)

/** The size of a page in bytes, unless set: a thousand sessions of the usual size. */
export const maxPageBytes = 2_097_152

const limitEntities = <A>(store: EntityStore<A>, maxBytes: number): EntityStore<A> => ({
  ...store,
  list: (page) => store.list({ maxBytes, ...page }),
})

/** The store with pages of a limited size, unless a request limits its page itself. */
export const withPageLimit = (store: SessionStore, maxBytes: number): SessionStore => ({
  ...store,
  list: (datastoreId, page) => store.list(datastoreId, { maxBytes, ...page }),
  dataStores: limitEntities(store.dataStores, maxBytes),
  uploadAgents: limitEntities(store.uploadAgents, maxBytes),
})
