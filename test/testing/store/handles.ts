// Stores with several handles that do not fit together, in one way each.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import {
  createMemoryStore,
  type LockedSession,
  type SessionStore,
  type StoredSession,
} from '../../../src/service/index.js'

/** Opens handles on one memory, each changed by a function. */
const handlesOf =
  (change: (store: SessionStore, number: number) => SessionStore) => (): (() => Promise<SessionStore>) => {
    const store = createMemoryStore()
    let count = 0
    return async () => {
      count += 1
      return change(store, count)
    }
  }

const tick = () => new Promise<void>((resolve) => setImmediate(resolve))

/** Locks a session against the other changes of its handle only. */
const lockedByHandle = (store: SessionStore): SessionStore => {
  let queue: Promise<unknown> = Promise.resolve()
  return {
    ...store,
    change: (key, blockIds, decide) => () => {
      const turn = queue.then(async () => {
        const found: Array<LockedSession> = []
        const read = await store.change(key, blockIds, (held) => {
          found.push(held)
          return E.right(null)
        })()
        const [held] = found
        if (held === undefined) return read
        const decision = decide(held)
        await tick()
        return await store.change(key, blockIds, () => decision)()
      })
      queue = turn
      return turn
    },
  }
}

/** Handles that break the contract, with the case that catches each. */
export const brokenHandles: Readonly<
  Record<string, { readonly open: () => () => Promise<SessionStore>; readonly caught: string }>
> = {
  'have a memory each': {
    open: handlesOf(createMemoryStore),
    caught: 'reads by one handle what another wrote, also by one that is opened later',
  },
  'remember what they have read': {
    open: handlesOf((store) => {
      const read = new Map<string, ReturnType<SessionStore['get']>>()
      return {
        ...store,
        get: (key) => async () => {
          const known = read.get(key.id) ?? TE.fromEither(await store.get(key)())
          read.set(key.id, known)
          return known()
        },
      }
    }),
    caught: 'reads by one handle what another wrote, also by one that is opened later',
  },
  'locate only what they have created': {
    open: handlesOf((store) => {
      const created = new Set<string>()
      return {
        ...store,
        create: (session) => {
          created.add(session.uid)
          return store.create(session)
        },
        locate: (uids) => store.locate(uids.filter((uid) => created.has(uid))),
      }
    }),
    caught: 'reads by one handle what another wrote, also by one that is opened later',
  },
  'remember the blocks of a session that is removed': {
    open: handlesOf((store) => {
      const known = new Map<string, ReturnType<SessionStore['blocks']>>()
      return {
        ...store,
        blocks: (key) => known.get(key.id) ?? store.blocks(key),
        change: (key, blockIds, decide) => async () => {
          const changed = await store.change(key, blockIds, decide)()
          const blocks = await store.blocks(key)()
          if (E.isRight(blocks) && blocks.right !== null) known.set(key.id, TE.fromEither(blocks))
          return changed
        },
      }
    }),
    caught: 'removes by one handle what another created, and gives its id to another session',
  },
  'keep their data stores': {
    open: handlesOf((store) => ({ ...store, dataStores: createMemoryStore().dataStores })),
    caught: 'shares data stores, upload agents and positions in lists',
  },
  'count positions from a number of their own': {
    open: handlesOf((store, number) => ({
      ...store,
      list: (datastoreId, { after, ...page }) =>
        pipe(
          store.list(
            datastoreId,
            after === undefined ? page : { ...page, after: `${Number(after) - number}` },
          ),
          TE.map(({ items, next }) => ({ items, next: next === null ? null : `${Number(next) + number}` })),
        ),
    })),
    caught: 'shares data stores, upload agents and positions in lists',
  },
  'both say that they created a session': {
    open: handlesOf((store) => ({
      ...store,
      create: (created) => async () => {
        const before = await store.get(created.key)()
        await tick()
        const made = await store.create(created)()
        const isFree = E.isRight(before) && before.right === null
        return isFree && E.isRight(made) && made.right === null ? store.get(created.key)() : made
      },
    })),
    caught: 'creates a session once, if several handles create it concurrently',
  },
  'lock sessions against themselves only': {
    open: handlesOf(lockedByHandle),
    caught: 'isolates concurrent changes by several handles, each with a revision of its own',
  },
  'look for a block before they lock': {
    open: handlesOf((store) => ({
      ...store,
      change: (key, blockIds, decide) => async () => {
        const found: Array<LockedSession> = []
        await store.change(key, blockIds, (held) => {
          found.push(held)
          return E.right(null)
        })()
        await tick()
        return store.change(key, [], (held) => decide({ ...held, blocks: found[0]?.blocks ?? held.blocks }))()
      },
    })),
    caught: 'counts a block once that several handles get concurrently',
  },
  'count revisions for themselves': {
    open: handlesOf((store) => {
      let revision = 1_000
      const renumber = (stored: StoredSession): StoredSession => {
        revision += 1
        return { ...stored, revision }
      }
      return {
        ...store,
        change: (key, blockIds, decide) =>
          pipe(
            store.change(key, blockIds, decide),
            TE.map((after) =>
              after === null ? null : [renumber(after[0]), ...after.slice(1).map(renumber)],
            ),
          ),
      }
    }),
    caught: 'isolates concurrent changes by several handles, each with a revision of its own',
  },
}
