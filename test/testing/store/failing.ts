// Stores whose database fails: one that says so as it should, and some that do not.
import * as TE from 'fp-ts/lib/TaskEither.js'
import {
  createMemoryStore,
  type EntityStore,
  type SessionStore,
  type StoreError,
  storeError,
} from '../../../src/service/index.js'

/** What every operation of a store does in place of its own work; it gets the arguments. */
type Fail = (args: unknown) => TE.TaskEither<StoreError, never>

const failingEntities = <A>(fail: Fail): EntityStore<A> => ({
  create: (...args) => fail(args),
  get: (...args) => fail(args),
  list: (...args) => fail(args),
  count: (...args) => fail(args),
})

const failingStore = (fail: Fail): SessionStore => ({
  create: (...args) => fail(args),
  get: (...args) => fail(args),
  list: (...args) => fail(args),
  count: (...args) => fail(args),
  change: (...args) => fail(args),
  blocks: (...args) => fail(args),
  locate: (...args) => fail(args),
  staleSince: (...args) => fail(args),
  processing: (...args) => fail(args),
  dataStores: failingEntities(fail),
  uploadAgents: failingEntities(fail),
})

const closed = new Error('the database is closed')

/** A driver's error in place of a store's, which the types would not let through. */
const leftOf = (error: unknown): TE.TaskEither<StoreError, never> => TE.left(error as StoreError)

/** A store that gives the errors of its driver as values. */
export const correctlyFailing = failingStore(() => TE.left(storeError(closed)))

/** Stores that do not, with what the contract says of each. */
export const wronglyFailing: Readonly<
  Record<string, { readonly store: SessionStore; readonly message: RegExp }>
> = {
  throws: {
    store: failingStore(() => {
      throw closed
    }),
    message: /the store throws the database is closed; expected an error as a Left/,
  },
  rejects: {
    store: failingStore(() => () => Promise.reject(closed)),
    message: /the store throws the database is closed; expected an error as a Left/,
  },
  'gives the error of its driver itself': {
    store: failingStore(() => leftOf(closed)),
    message: /expected a StoreError/,
  },
  'gives no time to come again': {
    store: failingStore(() => leftOf({ code: 'unavailable', message: 'away', cause: {} })),
    message: /expected a StoreError/,
  },
  'succeeds all the same': {
    store: createMemoryStore(),
    message: /the store succeeds; expected its database to fail/,
  },
}

/** A store that reports the values it was to write. */
export const leaking = failingStore((args) =>
  TE.left(storeError(new Error(`the statement failed with ${JSON.stringify(args)}`))),
)

/** A store that rejects ids which are longer than its column. */
export const narrow = (): SessionStore => {
  const store = createMemoryStore()
  return {
    ...store,
    create: (created) =>
      created.key.id.length > 255
        ? () => Promise.reject(new Error('value too long for type character varying(255)'))
        : store.create(created),
  }
}

/** A store whose statements have a parameter for each id. */
export const limited = (): SessionStore => {
  const store = createMemoryStore()
  return {
    ...store,
    locate: (uids) =>
      uids.length > 32_766
        ? TE.left(storeError(new RangeError('too many SQL variables')))
        : store.locate(uids),
  }
}
