// The contract of concurrent calls by several handles: they are linearizable, as those by one.
import { equal, present, right } from '../assertion.js'
import { change, countBlock, create, newKey } from '../sample.js'
import type { StoreCase } from '../storeCase.js'
import { expectSession, type OpenHandle } from './handle.js'

export const handleRaceCases: ReadonlyArray<StoreCase<OpenHandle>> = [
  {
    name: 'creates a session once, if several handles create it concurrently',
    check: async (open) => {
      const handles = await Promise.all([open(), open()])
      for (let round = 0; round < 5; round += 1) {
        const key = newKey()
        const made = await Promise.all([...handles, ...handles].map((handle) => create(handle, key)))
        const [first, ...more] = made.filter((stored) => stored !== null)
        equal(more, [])
        for (const handle of handles) await expectSession(handle, key, present(first))
      }
    },
  },
  {
    name: 'isolates concurrent changes by several handles, each with a revision of its own',
    check: async (open) => {
      const handles = await Promise.all([open(), open()])
      const [key, other] = [newKey(), newKey()]
      for (const each of [key, other]) await create(present(handles[0]), each)
      const changes = await Promise.all(
        Array.from({ length: 40 }, (_, index) =>
          change(present(handles[index % 2]), index % 4 < 2 ? key : other, (held) => countBlock(held)),
        ),
      )
      equal(new Set(changes.map((stored) => stored?.revision)).size, 40)
      for (const handle of handles) {
        for (const each of [key, other]) {
          equal(present(await right(handle.get(each))).session.remainingBlockCount, 80)
        }
      }
    },
  },
  {
    name: 'counts a block once that several handles get concurrently',
    check: async (open) => {
      const handles = await Promise.all([open(), open()])
      const key = newKey()
      await create(present(handles[0]), key)
      const send = (_: unknown, index: number) =>
        change(
          present(handles[index % 2]),
          key,
          (held) => (held.blocks.has('block') ? null : countBlock(held, [{ id: 'block', digest: 'a' }])),
          ['block'],
        )
      await Promise.all(Array.from({ length: 20 }, send))
      for (const handle of handles) {
        equal(present(await right(handle.get(key))).session.remainingBlockCount, 99)
      }
    },
  },
]
