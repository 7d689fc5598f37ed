// The contract of a store whose database fails: each operation gives an error as a value.
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { DateTimeOffset } from '../../codec/index.js'
import type { SessionStore } from '../../service/index.js'
import { ok, settle } from './assertion.js'
import { newKey, newSession, sessionOf } from './sample.js'
import type { StoreCase } from './storeCase.js'

const secret = 'a salt that no log should show'

type Operations = Readonly<Record<string, (store: SessionStore) => TaskEither<unknown, unknown>>>

const key = newKey()
const session = { ...sessionOf(key), salt: secret }
const page = { top: 1 }

const operations: Operations = {
  create: (store) => store.create(newSession({ key, session, dataStore: { id: key.datastoreId } })),
  get: (store) => store.get(key),
  list: (store) => store.list(key.datastoreId, page),
  count: (store) => store.count(key.datastoreId),
  change: (store) => store.change(key, ['block'], () => E.right(null)),
  blocks: (store) => store.blocks(key),
  locate: (store) => store.locate(['uid']),
  staleSince: (store) => store.staleSince(DateTimeOffset.of('2026-11-24T09:00:00Z'), page),
  processing: (store) => store.processing(page),
  'dataStores.create': (store) => store.dataStores.create(secret, {}),
  'dataStores.get': (store) => store.dataStores.get(key.id),
  'dataStores.list': (store) => store.dataStores.list(page),
  'dataStores.count': (store) => store.dataStores.count(),
  'uploadAgents.create': (store) => store.uploadAgents.create(secret, {}),
  'uploadAgents.get': (store) => store.uploadAgents.get(key.id),
  'uploadAgents.list': (store) => store.uploadAgents.list(page),
  'uploadAgents.count': (store) => store.uploadAgents.count(),
}

/** A StoreError as JSON, however it came about. */
const isStoreError = (error: unknown): boolean => {
  if (typeof error !== 'object' || error === null || !('code' in error) || !('message' in error)) return false
  if (typeof error.message !== 'string' || !('cause' in error)) return false
  if (error.code === 'unavailable') return 'retryAfter' in error && typeof error.retryAfter === 'number'
  return error.code === 'storeFailed'
}

/**
 * The cases for a store whose database fails at every operation: one that is closed, or that nothing answers for. A
 * store gives the errors of its driver as values, without the values that it was to write.
 *
 * @example
 * import type { SessionStore } from 'exact-match-session/service'
 * import { storeFailureContract } from 'exact-match-session/testing'
 *
 * const check = async (closed: SessionStore) => {
 *   for (const { check } of storeFailureContract) await check(closed) // rejects if the store throws
 * }
 */
export const storeFailureContract: ReadonlyArray<StoreCase> = Object.entries(operations).map(
  ([name, operation]) => ({
    name: `${name} gives an error of the database as a Left`,
    check: async (store) => {
      const outcome = await settle(() => operation(store))
      if (E.isRight(outcome)) throw new Error('the store succeeds; expected its database to fail')
      const text = JSON.stringify(outcome.left)
      ok(isStoreError(outcome.left), `found ${text}; expected a StoreError`)
      ok(!text.includes(secret), `the error has a value that was to be written: ${text}`)
    },
  }),
)
