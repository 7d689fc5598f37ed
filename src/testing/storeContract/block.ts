// The contract of blocks: a session recognizes them by id as long as it exists.
import { equal, ok, present, right } from './assertion.js'
import { change, countBlock, create, newKey, removal } from './sample.js'
import type { StoreCase } from './storeCase.js'

export const blockCases: ReadonlyArray<StoreCase> = [
  {
    name: 'gives the digests of the requested blocks that it has',
    check: async (store) => {
      const key = newKey()
      const blocks = [
        { id: 'QQ==', digest: 'a' },
        { id: 'qq==', digest: 'b' },
        { id: ' ', digest: '' },
      ]
      await create(store, key)
      await change(store, key, (held) => countBlock(held, blocks.slice(0, 2)))
      await change(store, key, (held) => countBlock(held, blocks.slice(2)))
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
    name: 'removes a session with its blocks, and creates another one under its id',
    check: async (store) => {
      const key = newKey()
      await create(store, key)
      const last = present(
        await change(store, key, (held) => countBlock(held, [{ id: 'block', digest: 'a' }])),
      )
      equal(await change(store, key, () => removal), last)
      equal(await right(store.get(key)), null)
      equal(await right(store.count(key.datastoreId)), 0)
      const next = present(await create(store, key))
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
