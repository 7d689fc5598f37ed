// The contract of blocks: a session recognizes them by id as long as it exists.
import type { Block } from '../../service/index.js'
import { equal, ok, present, right } from './assertion.js'
import { change, countBlock, create, newKey, removal } from './sample.js'
import type { StoreCase } from './storeCase.js'

const byId = (a: Block, b: Block): number => (a.id < b.id ? -1 : 1)

export const blockCases: ReadonlyArray<StoreCase> = [
  {
    name: 'gives the requested blocks that it has, and all of them',
    check: async (store) => {
      const key = newKey()
      const blocks = [
        { id: 'QQ==', digest: 'a', size: 0 },
        { id: 'qq==', digest: 'b', size: 5_000_000_000 },
        { id: ' ', digest: '' },
      ]
      await create(store, key)
      await change(store, key, (held) => countBlock(held, blocks.slice(0, 2)))
      await change(store, key, (held) => countBlock(held, blocks.slice(2)))
      let found: ReadonlyMap<string, Block> = new Map()
      await change(
        store,
        key,
        (held) => {
          found = held.blocks
          return null
        },
        ['QQ==', ' ', 'Qq==', 'QQ=='],
      )
      equal([...found].sort(), [
        [' ', blocks[2]],
        ['QQ==', blocks[0]],
      ])
      const all = present(await right(store.blocks(key)))
      equal([...all].sort(byId), [blocks[2], blocks[0], blocks[1]])
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
      const removed = present(await change(store, key, () => removal))
      equal({ ...removed, revision: last.revision }, last)
      ok(removed.revision > last.revision, 'the removal has no revision of its own')
      equal(await right(store.get(key)), null)
      equal(await right(store.count(key.datastoreId)), 0)
      equal(await right(store.blocks(key)), null)
      equal([...(await right(store.locate([last.uid])))], [])
      const next = present(await create(store, key))
      ok(next.revision > removed.revision, 'the revision is not greater')
      ok(next.uid !== last.uid, 'both have the same uid')
      equal([...(await right(store.locate([last.uid, next.uid])))], [[next.uid, key]])
      await change(
        store,
        key,
        ({ blocks }) => {
          equal(blocks.size, 0)
          return null
        },
        ['block'],
      )
    },
  },
]
