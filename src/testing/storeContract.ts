// What every store of sessions must do, as cases that any test runner can run: each has a name and a check that
// rejects where the store doesn't.
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { type ExactMatchSession, sessionStates } from '../model/index.js'
import type {
  Block,
  EntityStore,
  HeldSession,
  Page,
  PageRequest,
  SessionChange,
  SessionKey,
  SessionStore,
  StoredSession,
} from '../service/index.js'

/** One thing that a store must do. */
export interface StoreCase {
  readonly name: string
  /** Rejects, saying what is wrong, where the store does something else. */
  readonly check: (store: SessionStore) => Promise<void>
}

const right = async <E, A>(task: TaskEither<E, A>): Promise<A> => {
  const outcome = await task()
  if (E.isLeft(outcome)) throw new Error(`the store failed: ${JSON.stringify(outcome.left)}`)
  return outcome.right
}

const ok = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(what)
}

/** Values are compared as JSON: as what a store can hold of them. */
const equal = (actual: unknown, expected: unknown): void => {
  const [first, second] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (first !== second) throw new Error(`${first}, where ${second} was expected`)
}

const there = <A>(value: A | null | undefined): A => {
  if (value === null || value === undefined) throw new Error('what must be there is not')
  return value
}

/** An id that no other case uses. */
const newId = (): string => crypto.randomUUID()

const newKey = (datastoreId = newId()): SessionKey => ({ datastoreId, id: newId() })

const sessionOf = ({ datastoreId, id }: SessionKey, more: ExactMatchSession = {}): ExactMatchSession => ({
  id,
  datastoreId,
  totalBlockCount: 100,
  remainingBlockCount: 100,
  state: sessionStates.created.wire,
  ...more,
})

const create = (store: SessionStore, key: SessionKey, more?: ExactMatchSession) =>
  right(
    store.create({
      key,
      session: sessionOf(key, more),
      dataStore: { id: key.datastoreId, displayName: 'new' },
    }),
  )

const change = (
  store: SessionStore,
  key: SessionKey,
  decide: (held: HeldSession) => SessionChange | null,
  blockIds: ReadonlyArray<string> = [],
): Promise<StoredSession | null> => right(store.change(key, blockIds, (held) => E.right(decide(held))))

const removal: SessionChange = { session: null, blocks: [] }

/** One block fewer. */
const counted = ({ session }: HeldSession, blocks: ReadonlyArray<Block> = []): SessionChange => ({
  session: { ...session, remainingBlockCount: there(session.remainingBlockCount) - 1 },
  blocks,
})

/** Every page of a list, one after the other. */
const everyPage = async <A>(list: (page: PageRequest) => Promise<Page<A>>, top: number) => {
  const pages: Array<ReadonlyArray<A>> = []
  for (let after: string | null | undefined; after !== null; ) {
    const page: Page<A> = await list({ top, ...(after === undefined ? {} : { after }) })
    pages.push(page.items)
    after = page.next
  }
  return pages
}

/** What a store must do with things that have an id and no life of their own. */
const entityCase = <A extends { readonly id?: string }>(
  things: string,
  entitiesOf: (store: SessionStore) => EntityStore<A>,
  describe: (id: string, description: string) => A,
): StoreCase => ({
  name: `creates ${things} each once, finds them by id, lists them in order`,
  check: async (store) => {
    const entities = entitiesOf(store)
    const ids = Array.from({ length: 5 }, newId)
    const before = await right(entities.count())
    for (const id of ids) equal(await right(entities.create(id, describe(id, 'one'))), true)
    const first = there(ids[0])
    equal(await right(entities.create(first, describe(first, 'two'))), false)
    equal(await right(entities.get(first)), describe(first, 'one'))
    equal(await right(entities.get(newId())), null)
    ok((await right(entities.count())) >= before + 5, 'not all are counted')
    const listed = (await everyPage((page) => right(entities.list(page)), 2)).flat()
    equal(
      listed.flatMap(({ id }) => (id !== undefined && ids.includes(id) ? [id] : [])),
      ids,
    )
  },
})

/** A resource that a careless store would change: order, offsets, digits, characters, what it doesn't know. */
const odd: ExactMatchSession = JSON.parse(String.raw`{
  "zeta": {"b": 1, "a": [null, true, 1e21, 0.1, ""]},
  "creationDateTime": "2016-12-31T23:57:35.2754224+03:00",
  "error": {"message": "\u0000 \ud800 \u2028 \"' \\ 😀", "@odata.type": "microsoft.graph.classificationError"},
  "fields": ["__proto__", "constructor", " "],
  "fileName": null,
  "__proto__": {"polluted": true},
  "alpha": 0
}`)

/**
 * The cases. Each works on ids of its own, so that they can run side by side on one store that holds other things.
 *
 * @example
 * import { createMemoryStore } from 'exact-match-session/service'
 * import { storeContract } from 'exact-match-session/testing'
 *
 * const kept = async () => {
 *   for (const { check } of storeContract) await check(createMemoryStore())
 * }
 */
export const storeContract: ReadonlyArray<StoreCase> = [
  {
    name: 'gives a session back as it came, to the last character',
    check: async (store) => {
      const key = newKey()
      const session = { ...sessionOf(key), ...odd }
      const created = there(await right(store.create({ key, session, dataStore: { id: key.datastoreId } })))
      const stored = there(await right(store.get(key)))
      equal(stored.session, session)
      equal(stored.revision, created.revision)
      const bare = newKey()
      await right(store.create({ key: bare, session: {}, dataStore: {} }))
      equal(there(await right(store.get(bare))).session, {})
    },
  },
  {
    name: 'gives nobody the object it holds',
    check: async (store) => {
      const key = newKey()
      const fields = ['name']
      await create(store, key, { fields })
      fields.push('changed')
      there(there(await right(store.get(key))).session.fields).push('changed')
      equal(there(await right(store.get(key))).session.fields, ['name'])
    },
  },
  {
    name: 'takes an id once, and once in each data store',
    check: async (store) => {
      const key = newKey()
      const elsewhere = { ...newKey(), id: key.id }
      there(await create(store, key))
      equal(await create(store, key, { fileName: 'second' }), null)
      there(await create(store, elsewhere))
      equal('fileName' in there(await right(store.get(key))).session, false)
    },
  },
  {
    name: 'lets one of many creators have an id',
    check: async (store) => {
      const key = newKey()
      const made = await Promise.all(Array.from({ length: 8 }, () => create(store, key)))
      equal(made.filter((stored) => stored !== null).length, 1)
    },
  },
  {
    name: 'finds nothing where there is nothing',
    check: async (store) => {
      const key = newKey()
      equal(await right(store.get(key)), null)
      equal(await change(store, key, () => removal), null)
      equal(await right(store.list(key.datastoreId, { top: 10 })), { items: [], next: null })
      equal(await right(store.count(key.datastoreId)), 0)
    },
  },
  {
    name: 'makes a data store with its first session and leaves one that is there',
    check: async (store) => {
      const [first, second] = [newKey(), newKey()]
      await create(store, first)
      equal(await right(store.dataStores.get(first.datastoreId)), {
        id: first.datastoreId,
        displayName: 'new',
      })
      await right(store.dataStores.create(second.datastoreId, { displayName: 'old' }))
      await create(store, second)
      equal(await right(store.dataStores.get(second.datastoreId)), { displayName: 'old' })
    },
  },
  {
    name: 'writes what was decided under a greater revision',
    check: async (store) => {
      const key = newKey()
      const created = there(await create(store, key))
      const changed = there(await change(store, key, (held) => counted(held)))
      ok(changed.revision > created.revision, 'the revision is not greater')
      equal(changed.session.remainingBlockCount, 99)
      equal(await right(store.get(key)), changed)
    },
  },
  {
    name: 'leaves the session where nothing is decided, and where the decision is a refusal',
    check: async (store) => {
      const key = newKey()
      const created = await create(store, key)
      equal(await change(store, key, () => null), created)
      equal(await store.change(key, [], () => E.left('refused'))(), E.left('refused'))
      equal(await right(store.get(key)), created)
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
  {
    name: 'lists the sessions of a data store in the order of their creation, in pages',
    check: async (store) => {
      const { datastoreId } = newKey()
      const keys = Array.from({ length: 7 }, () => newKey(datastoreId))
      for (const key of keys) await create(store, key)
      await create(store, newKey())
      await change(store, there(keys[2]), (held) => counted(held))
      const ids = keys.map(({ id }) => id)
      const list = (page: PageRequest) => right(store.list(datastoreId, page))
      const idsOf = (items: ReadonlyArray<StoredSession>) => items.map(({ session }) => session.id)
      for (const top of [1, 3, 7, 8]) {
        equal((await everyPage(list, top)).flatMap(idsOf), ids)
      }
      equal(idsOf((await list({ top: 2, skip: 3 })).items), ids.slice(3, 5))
      const { next } = await list({ top: 2 })
      equal(idsOf((await list({ top: 2, skip: 1, after: there(next) })).items), ids.slice(3, 5))
      equal(await right(store.count(datastoreId)), 7)
      await change(store, there(keys[1]), () => removal)
      equal(idsOf((await list({ top: 2, after: there(next) })).items), ids.slice(2, 4))
      equal(await right(store.count(datastoreId)), 6)
    },
  },
  {
    name: 'lists the sessions of all data stores that are being processed',
    check: async (store) => {
      const [idle, begun, committed, done] = [newKey(), newKey(), newKey(), newKey()]
      const processing = { state: sessionStates.processing.wire }
      await create(store, idle)
      await create(store, begun, processing)
      await create(store, committed)
      await change(store, committed, ({ session }) => ({
        session: { ...session, ...processing },
        blocks: [],
      }))
      await create(store, done, processing)
      await change(store, done, ({ session }) => ({
        session: { ...session, state: sessionStates.completed.wire },
        blocks: [],
      }))
      const listed = (await everyPage((page) => right(store.processing(page)), 2)).flat()
      const isListed = ({ id }: SessionKey) => listed.some((key) => key.id === id)
      equal([idle, begun, committed, done].map(isListed), [false, true, true, false])
      await change(store, begun, () => removal)
      const later = (await everyPage((page) => right(store.processing(page)), 100)).flat()
      ok(!later.some(({ id }) => id === begun.id), 'a removed session is listed')
    },
  },
  entityCase(
    'data stores',
    ({ dataStores }) => dataStores,
    (id, description) => ({ id, description }),
  ),
  entityCase(
    'upload agents',
    ({ uploadAgents }) => uploadAgents,
    (id, description) => ({ id, description }),
  ),
]
