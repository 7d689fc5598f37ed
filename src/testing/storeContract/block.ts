// What is asked of the blocks of a session: each is known again by its id, for as long as the session is there.
import { equal, ok, right, there } from './assertion.js'
import { change, counted, create, newKey, removal } from './sample.js'
import type { StoreCase } from './storeCase.js'

export const blockCases: ReadonlyArray<StoreCase> = [
  {
    name: 'tells the digests of those of the blocks asked for that it has',
    check: async (store) => {
      const key = newKey()
      const blocks = [
        { id: 'QQ==', digest: 'a' },
        { id: 'qq==', digest: 'b' },
        { id: ' ', digest: '' },
      ]
      await create(store, key)
      await change(store, key, (held) => counted(held, blocks.slice(0, 2)))
      await change(store, key, (held) => counted(held, blocks.slice(2)))
      let digests: ReadonlyMap<string, string> = new Map()
      await change(
        store,
        key,
        (held) => {
          digests = held.digests
          return null
        },
        ['QQ==', ' ', 'Qq==', 'QQ=='],
      )
      equal([...digests].sort(), [
        [' ', ''],
        ['QQ==', 'a'],
      ])
    },
  },
  {
    name: 'removes a session with its blocks; one that comes after it under its id is another',
    check: async (store) => {
      const key = newKey()
      await create(store, key)
      const last = there(await change(store, key, (held) => counted(held, [{ id: 'block', digest: 'a' }])))
      equal(await change(store, key, () => removal), last)
      equal(await right(store.get(key)), null)
      equal(await right(store.count(key.datastoreId)), 0)
      const next = there(await create(store, key))
      ok(next.revision > last.revision, 'the revision is not greater')
      await change(
        store,
        key,
        ({ digests }) => {
          equal(digests.size, 0)
          return null
        },
        ['block'],
      )
    },
  },
]
