// A store in the memory of one process. It keeps JSON texts, so that no caller shares an object with it.
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import {
  type ExactMatchDataStore,
  type ExactMatchSession,
  type ExactMatchUploadAgent,
  sessionStates,
} from '../../model/index.js'
import { type OrderedMap, orderedMap } from './orderedMap.js'
import {
  type EntityStore,
  nameOf,
  type Page,
  type SessionKey,
  type SessionStore,
  type StoredSession,
} from './sessionStore.js'

/** A session as a text, with the digests of its blocks. */
interface Row {
  readonly key: SessionKey
  readonly digests: Map<string, string>
  text: string
  revision: number
}

const storedOf = ({ text, revision }: Row): StoredSession => ({ session: JSON.parse(text), revision })

const encoder = new TextEncoder()

const bytesOf = (text: string): number => encoder.encode(text).length

const mapPage = <A, B>({ items, next }: Page<A>, change: (item: A) => B): Page<B> => ({
  items: items.map(change),
  next,
})

/** Adds an entity, unless its id is taken. */
const add = (texts: OrderedMap<string>, id: string, entity: unknown): boolean => {
  const free = texts.get(id) === undefined
  if (free) texts.put(id, JSON.stringify(entity))
  return free
}

const entityStore = <A>(texts: OrderedMap<string>): EntityStore<A> => ({
  create: (id, entity) => TE.fromIO(() => add(texts, id, entity)),
  get: (id) => TE.fromIO(() => JSON.parse(texts.get(id) ?? 'null')),
  list: (page) => TE.fromIO(() => mapPage(texts.page(page, bytesOf), (text) => JSON.parse(text))),
  count: () => TE.fromIO(texts.size),
})

const digestsOf = ({ digests }: Row, blockIds: ReadonlyArray<string>): ReadonlyMap<string, string> =>
  new Map(
    blockIds.flatMap((id) => {
      const digest = digests.get(id)
      return digest === undefined ? [] : [[id, digest] as const]
    }),
  )

/**
 * A store that is lost with the process, for tests, simulations and small services.
 *
 * @example
 * import { createMemoryStore } from 'exact-match-session/service'
 *
 * await createMemoryStore().count('patients')() // right(0)
 */
export const createMemoryStore = (): SessionStore => {
  const sessions = new Map<string, OrderedMap<Row>>()
  const processing = orderedMap<SessionKey>()
  const dataStores = orderedMap<string>()
  let revision = 0

  const rowsOf = (datastoreId: string): OrderedMap<Row> => sessions.get(datastoreId) ?? orderedMap()
  const rowOf = ({ datastoreId, id }: SessionKey): Row | undefined => rowsOf(datastoreId).get(id)
  /** Keeps the text and gives the session itself back: parsing the text would only cost time. */
  const write = (row: Row, session: ExactMatchSession): StoredSession => {
    revision += 1
    row.revision = revision
    row.text = JSON.stringify(session)
    if (session.state === sessionStates.processing.wire) processing.put(nameOf(row.key), row.key)
    else processing.remove(nameOf(row.key))
    return { session, revision }
  }

  return {
    create: ({ key, session, dataStore }) =>
      TE.fromIO(() => {
        const rows = rowsOf(key.datastoreId)
        if (rows.get(key.id) !== undefined) return null
        add(dataStores, key.datastoreId, dataStore)
        const row: Row = { key, digests: new Map(), text: '', revision }
        const stored = write(row, session)
        rows.put(key.id, row)
        sessions.set(key.datastoreId, rows)
        return stored
      }),
    get: (key) =>
      TE.fromIO(() => {
        const row = rowOf(key)
        return row === undefined ? null : storedOf(row)
      }),
    list: (datastoreId, page) =>
      TE.fromIO(() =>
        mapPage(
          rowsOf(datastoreId).page(page, ({ text }) => bytesOf(text)),
          storedOf,
        ),
      ),
    count: (datastoreId) => TE.fromIO(() => rowsOf(datastoreId).size()),
    change: (key, blockIds, decide) =>
      TE.fromIOEither(() => {
        const row = rowOf(key)
        if (row === undefined) return E.right(null)
        const before = storedOf(row)
        const decision = decide({ ...before, digests: digestsOf(row, blockIds) })
        if (E.isLeft(decision)) return decision
        if (decision.right === null) return E.right(before)
        const { session, blocks } = decision.right
        if (session === null) {
          processing.remove(nameOf(key))
          rowsOf(key.datastoreId).remove(key.id)
          return E.right(before)
        }
        for (const { id, digest } of blocks) row.digests.set(id, digest)
        return E.right(write(row, session))
      }),
    processing: (page) => TE.fromIO(() => processing.page(page)),
    dataStores: entityStore<ExactMatchDataStore>(dataStores),
    uploadAgents: entityStore<ExactMatchUploadAgent>(orderedMap()),
  }
}
