// What is asked where several come at once: as if they came one after the other.
import { equal, right, there } from './assertion.js'
import { change, counted, create, newKey } from './sample.js'
import type { StoreCase } from './storeCase.js'

export const raceCases: ReadonlyArray<StoreCase> = [
  {
    name: 'lets one of many creators have an id',
    check: async (store) => {
      const key = newKey()
      const made = await Promise.all(Array.from({ length: 8 }, () => create(store, key)))
      equal(made.filter((stored) => stored !== null).length, 1)
    },
  },
  {
    name: 'lets no change come between reading and writing',
    check: async (store) => {
      const key = newKey()
      await create(store, key)
      const changes = await Promise.all(
        Array.from({ length: 40 }, () => change(store, key, (held) => counted(held))),
      )
      equal(new Set(changes.map((stored) => stored?.revision)).size, 40)
      equal(there(await right(store.get(key))).session.remainingBlockCount, 60)
    },
  },
  {
    name: 'shows the step after the blocks of the step before',
    check: async (store) => {
      const key = newKey()
      await create(store, key)
      const send = () =>
        change(
          store,
          key,
          (held) => (held.digests.has('block') ? null : counted(held, [{ id: 'block', digest: 'a' }])),
          ['block'],
        )
      await Promise.all(Array.from({ length: 20 }, send))
      equal(there(await right(store.get(key))).session.remainingBlockCount, 99)
    },
  },
]
