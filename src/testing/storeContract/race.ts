// The contract of concurrent calls: they are linearizable.
import { equal, present, right } from './assertion.js'
import { change, countBlock, create, newKey } from './sample.js'
import type { StoreCase } from './storeCase.js'

export const raceCases: ReadonlyArray<StoreCase> = [
  {
    name: 'creates a session once, if many create it concurrently',
    check: async (store) => {
      const key = newKey()
      const made = await Promise.all(Array.from({ length: 8 }, () => create(store, key)))
      equal(made.filter((stored) => stored !== null).length, 1)
    },
  },
  {
    name: 'isolates concurrent changes',
    check: async (store) => {
      const key = newKey()
      await create(store, key)
      const changes = await Promise.all(
        Array.from({ length: 40 }, () => change(store, key, (held) => countBlock(held))),
      )
      equal(new Set(changes.map((stored) => stored?.revision)).size, 40)
      equal(present(await right(store.get(key))).session.remainingBlockCount, 60)
    },
  },
  {
    name: 'shows a change the blocks of the change before',
    check: async (store) => {
      const key = newKey()
      await create(store, key)
      const send = () =>
        change(
          store,
          key,
          (held) => (held.blocks.has('block') ? null : countBlock(held, [{ id: 'block', digest: 'a' }])),
          ['block'],
        )
      await Promise.all(Array.from({ length: 20 }, send))
      equal(present(await right(store.get(key))).session.remainingBlockCount, 99)
    },
  },
]
