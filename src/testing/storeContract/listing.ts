// The contract of lists of sessions: complete, in order, page by page.
import { DateTimeOffset } from '../../codec/index.js'
import { sessionStates } from '../../model/index.js'
import type { PageRequest, SessionKey, StoredSession } from '../../service/index.js'
import { equal, ok, present, right } from './assertion.js'
import { everyPage, expectLastPage, expectListToEnd } from './everyPage.js'
import { change, changeTo, countBlock, create, newKey, removal } from './sample.js'
import type { StoreCase } from './storeCase.js'

export const listingCases: ReadonlyArray<StoreCase> = [
  {
    name: 'lists the sessions of a data store in the order of their creation, in pages',
    check: async (store) => {
      const { datastoreId } = newKey()
      const keys = Array.from({ length: 7 }, () => newKey(datastoreId))
      for (const key of keys) await create(store, key)
      await create(store, newKey())
      await change(store, present(keys[2]), (held) => countBlock(held))
      const ids = keys.map(({ id }) => id)
      const list = (page: PageRequest) => right(store.list(datastoreId, page))
      const idsOf = (items: ReadonlyArray<StoredSession>) => items.map(({ session }) => session.id)
      for (const top of [1, 3, 7, 8]) {
        const pages = await everyPage(list, top)
        equal(pages.flatMap(idsOf), ids)
        expectLastPage(pages)
      }
      equal(idsOf((await list({ top: 2, skip: 3 })).items), ids.slice(3, 5))
      const { next } = await list({ top: 2 })
      equal(idsOf((await list({ top: 2, skip: 1, after: present(next) })).items), ids.slice(3, 5))
      equal(await right(store.count(datastoreId)), 7)
      await change(store, present(keys[1]), () => removal)
      equal(idsOf((await list({ top: 2, after: present(next) })).items), ids.slice(2, 4))
      equal(await right(store.count(datastoreId)), 6)
    },
  },
  {
    name: 'ends a page with the session with which it reaches its size',
    check: async (store) => {
      const { datastoreId } = newKey()
      const keys = Array.from({ length: 5 }, () => newKey(datastoreId))
      // Not ASCII: a size is in bytes.
      for (const [index, key] of keys.entries())
        await create(store, key, { fileName: 'é'.repeat(100 * index) })
      const ids = keys.map(({ id }) => id)
      const idsOf = (items: ReadonlyArray<StoredSession>) => items.map(({ session }) => session.id)
      const pagesOf = async (maxBytes: number) =>
        everyPage((page) => right(store.list(datastoreId, { ...page, maxBytes })), 10)
      equal(
        (await pagesOf(1)).map(idsOf),
        ids.map((id) => [id]),
      )
      equal((await pagesOf(1_000_000)).map(idsOf), [ids])
      const sizeOf = ({ session }: StoredSession) => new TextEncoder().encode(JSON.stringify(session)).length
      const [pages, size] = [await pagesOf(900), (sum: number, item: StoredSession) => sum + sizeOf(item)]
      equal(pages.flatMap(idsOf), ids)
      expectLastPage(pages)
      for (const [index, page] of pages.entries()) {
        ok(page.slice(0, -1).reduce(size, 0) < 900, 'a page goes on though it has its size')
        ok(index === pages.length - 1 || page.reduce(size, 0) >= 900, 'a page ends before it has its size')
      }
    },
  },
  {
    name: 'lists the sessions of all data stores that wait for their clients and last changed before a time',
    check: async (store) => {
      const timeOf = (day: number) => DateTimeOffset.of(`2001-01-${`${day}`.padStart(2, '0')}T00:00:00Z`)
      const [old, later, moved, processed] = [newKey(), newKey(), newKey(), newKey()]
      await create(store, old, { lastUpdatedDateTime: timeOf(1) })
      await create(store, later, { lastUpdatedDateTime: timeOf(20) })
      await create(store, moved, { lastUpdatedDateTime: timeOf(1) })
      await change(store, moved, ({ session }) =>
        changeTo({ ...session, state: sessionStates.uploaded.wire, lastUpdatedDateTime: timeOf(20) }),
      )
      await create(store, processed, {
        state: sessionStates.processing.wire,
        lastUpdatedDateTime: timeOf(1),
      })
      const staleAt = async (day: number, top: number) => {
        const pages = await everyPage((page) => right(store.staleSince(timeOf(day), page)), top)
        const ids = new Set(pages.flat().map(({ id }) => id))
        return [old, later, moved, processed].map(({ id }) => ids.has(id))
      }
      equal(await staleAt(1, 10), [false, false, false, false])
      equal(await staleAt(2, 1), [true, false, false, false])
      equal(await staleAt(21, 2), [true, true, true, false])
      await expectListToEnd((page) => right(store.staleSince(timeOf(21), page)))
      await change(store, old, () => removal)
      equal(await staleAt(21, 2), [false, true, true, false])
      for (const key of [later, moved]) await change(store, key, () => removal)
    },
  },
  {
    name: 'lists the sessions of all data stores that are being processed',
    check: async (store) => {
      const [idle, processed, committed, done] = [newKey(), newKey(), newKey(), newKey()]
      const processing = { state: sessionStates.processing.wire }
      await create(store, idle)
      await create(store, processed, processing)
      await create(store, committed)
      await change(store, committed, ({ session }) => changeTo({ ...session, ...processing }))
      await create(store, done, processing)
      await change(store, done, ({ session }) =>
        changeTo({ ...session, state: sessionStates.completed.wire }),
      )
      const listed = (await everyPage((page) => right(store.processing(page)), 2)).flat()
      const isListed = ({ id }: SessionKey) => listed.some((key) => key.id === id)
      equal([idle, processed, committed, done].map(isListed), [false, true, true, false])
      await expectListToEnd((page) => right(store.processing(page)))
      await change(store, processed, () => removal)
      const later = (await everyPage((page) => right(store.processing(page)), 100)).flat()
      ok(!later.some(({ id }) => id === processed.id), 'a removed session is listed')
    },
  },
]
