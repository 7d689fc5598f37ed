// The contract of requests at their limits: they are answered, as all others.
import { DateTimeOffset } from '../../codec/index.js'
import type { LockedSession, PageRequest } from '../../service/index.js'
import { equal, present, right } from './assertion.js'
import { change, countBlock, create, newId, newKey } from './sample.js'
import type { StoreCase } from './storeCase.js'

/** More than the parameters that a statement of SQLite (32,766) or a message of PostgreSQL (65,535) may have. */
const manyIds = (): ReadonlyArray<string> => Array.from({ length: 70_000 }, (_, index) => `${index}`)

/** Pages behind the end, and of no limit. */
const emptyPages: ReadonlyArray<PageRequest> = [
  { top: 10, after: '999999999999999' },
  { top: 10, skip: Number.MAX_SAFE_INTEGER },
]

export const requestCases: ReadonlyArray<StoreCase> = [
  {
    name: 'looks for as many blocks and sessions as it is asked for',
    check: async (store) => {
      const key = newKey()
      const ids = manyIds()
      const { uid } = present(await create(store, key))
      await change(store, key, (held) => countBlock(held, [{ id: '7', digest: 'a' }]))
      const found: Array<LockedSession> = []
      await change(
        store,
        key,
        (held) => {
          found.push(held)
          return null
        },
        ids,
      )
      equal([...present(found.at(-1)).blocks.keys()], ['7'])
      equal([...(await right(store.locate([...ids, uid]))).keys()], [uid])
      equal((await right(store.locate([]))).size, 0)
    },
  },
  {
    name: 'gives empty pages behind the end of a list, and all of it on a page without a limit',
    check: async (store) => {
      const key = newKey()
      await create(store, key)
      await right(store.uploadAgents.create(newId(), {}))
      const at = DateTimeOffset.of('9999-12-31T23:59:59.999Z')
      for (const page of emptyPages) {
        const nothing = { items: [], next: null }
        equal(await right(store.list(key.datastoreId, page)), nothing)
        equal(await right(store.dataStores.list(page)), nothing)
        equal(await right(store.uploadAgents.list(page)), nothing)
        equal(await right(store.processing(page)), nothing)
        equal(await right(store.staleSince(at, page)), nothing)
      }
      const unlimited = await right(store.list(key.datastoreId, { top: Number.MAX_SAFE_INTEGER }))
      equal([unlimited.items.length, unlimited.next], [1, null])
      equal((await right(store.list(key.datastoreId, { top: 0 }))).items, [])
      const longAgo = DateTimeOffset.of('0001-01-01T00:00:00Z')
      equal(await right(store.staleSince(longAgo, { top: 10 })), { items: [], next: null })
    },
  },
]
