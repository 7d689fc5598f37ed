// The contract of what several handles share: each sees what the others wrote.
import { DateTimeOffset } from '../../../codec/index.js'
import { sessionStates } from '../../../model/index.js'
import type { SessionKey, SessionStore } from '../../../service/index.js'
import { equal, ok, present, right } from '../assertion.js'
import { everyPage, type List } from '../everyPage.js'
import { change, changeTo, countBlock, create, newId, newKey, removal } from '../sample.js'
import type { StoreCase } from '../storeCase.js'
import { expectSession, type OpenHandle } from './handle.js'

const day = (number: number) => DateTimeOffset.of(`2001-01-0${number}T00:00:00Z`)

const isAmong = async (list: List<SessionKey>, { id }: SessionKey) =>
  (await everyPage(list, 100)).flat().some((key) => key.id === id)

/** Whether a session is listed as stale, and whether as being processed. */
const listedIn = async (store: SessionStore, key: SessionKey): Promise<ReadonlyArray<boolean>> => [
  await isAmong((page) => right(store.staleSince(day(2), page)), key),
  await isAmong((page) => right(store.processing(page)), key),
]

export const visibilityCases: ReadonlyArray<StoreCase<OpenHandle>> = [
  {
    name: 'reads by one handle what another wrote, also by one that is opened later',
    check: async (open) => {
      const [one, two] = [await open(), await open()]
      const key = newKey()
      const block = { id: 'block', digest: 'a', size: 1 }
      for (const handle of [one, two]) equal(await right(handle.get(key)), null)
      const created = present(await create(one, key, { lastUpdatedDateTime: day(1) }))
      await expectSession(two, key, created)
      equal(await listedIn(two, key), [true, false])
      const counted = present(await change(two, key, (held) => countBlock(held, [block])))
      await expectSession(one, key, counted)
      const last = present(
        await change(one, key, ({ session }) =>
          changeTo({ ...session, state: sessionStates.processing.wire }),
        ),
      )
      for (const handle of [two, await open()]) {
        await expectSession(handle, key, last)
        equal(await right(handle.blocks(key)), [block])
        equal(await listedIn(handle, key), [false, true])
      }
      await change(two, key, () => removal)
    },
  },
  {
    name: 'removes by one handle what another created, and gives its id to another session',
    check: async (open) => {
      const [one, two] = [await open(), await open()]
      const key = newKey()
      const { uid } = present(await create(one, key))
      await change(one, key, (held) => countBlock(held, [{ id: 'block', digest: 'a' }]))
      const removed = present(await change(two, key, () => removal))
      equal(await right(one.get(key)), null)
      equal(await right(one.blocks(key)), null)
      equal((await right(one.locate([uid]))).size, 0)
      const next = present(await create(one, key))
      ok(next.revision > removed.revision, 'the revision is not greater')
      await expectSession(two, key, next)
      equal(await right(two.blocks(key)), [])
    },
  },
  {
    name: 'shares data stores, upload agents and positions in lists',
    check: async (open) => {
      const [one, two] = [await open(), await open()]
      const id = newId()
      equal(await right(one.dataStores.create(id, { id })), true)
      equal(await right(two.dataStores.create(id, {})), false)
      equal(await right(two.dataStores.get(id)), { id })
      equal(await right(one.uploadAgents.create(id, { id })), true)
      equal(await right(two.uploadAgents.create(id, {})), false)
      equal(await right(two.uploadAgents.get(id)), { id })
      const keys = Array.from({ length: 4 }, () => newKey(id))
      for (const [index, key] of keys.entries()) await create(index % 2 === 0 ? one : two, key)
      let turn = 0
      const pages = await everyPage((page) => {
        turn += 1
        return right((turn % 2 === 0 ? one : two).list(id, page))
      }, 1)
      equal(
        pages.flat().map(({ session }) => session.id),
        keys.map((key) => key.id),
      )
    },
  },
]
