// A store in the memory of one process. It keeps JSON texts, so that no caller shares an object with it.
import * as E from 'fp-ts/lib/Either.js'
import * as RNEA from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import {
  type ExactMatchDataStore,
  type ExactMatchSession,
  type ExactMatchUploadAgent,
  sessionStates,
} from '../../model/index.js'
import { type OrderedMap, orderedMap } from './orderedMap.js'
import {
  type Block,
  type EntityStore,
  type LockedSession,
  nameOf,
  type Page,
  type SessionKey,
  type SessionStep,
  type SessionStore,
  type StoredSession,
} from './sessionStore.js'

/** A session as a text, with its blocks. */
interface Row {
  readonly key: SessionKey
  readonly uid: string
  readonly blocks: Map<string, Block>
  text: string
  revision: number
}

const storedOf = ({ text, revision, uid }: Row): StoredSession => ({
  session: JSON.parse(text),
  revision,
  uid,
})

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

/** The entries of those keys that a map has. */
const pick = <A>(map: ReadonlyMap<string, A>, keys: ReadonlyArray<string>): ReadonlyMap<string, A> =>
  new Map(
    keys.flatMap((key) => {
      const value = map.get(key)
      return value === undefined ? [] : [[key, value] as const]
    }),
  )

/** The requested blocks of a session, and the id of any block. */
const blocksAmong = (
  { blocks }: Row,
  blockIds: ReadonlyArray<string>,
): Pick<LockedSession, 'blocks' | 'someBlockId'> => {
  const [someBlockId = null] = blockIds.length === 0 ? [] : blocks.keys()
  return { blocks: pick(blocks, blockIds), someBlockId }
}

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
  const keys = new Map<string, SessionKey>()
  const processing = orderedMap<SessionKey>()
  const dataStores = orderedMap<string>()
  let revision = 0

  const rowsOf = (datastoreId: string): OrderedMap<Row> => sessions.get(datastoreId) ?? orderedMap()
  const rowOf = ({ datastoreId, id }: SessionKey): Row | undefined => rowsOf(datastoreId).get(id)
  /** Gives the session itself back: parsing its text would only cost time. */
  const nextOf = ({ uid }: Row, session: ExactMatchSession): StoredSession => {
    revision += 1
    return { session, revision, uid }
  }
  const write = (row: Row, stored: StoredSession): void => {
    row.revision = stored.revision
    row.text = JSON.stringify(stored.session)
    if (stored.session.state === sessionStates.processing.wire) processing.put(nameOf(row.key), row.key)
    else processing.remove(nameOf(row.key))
  }
  const remove = ({ key, uid }: Row): void => {
    processing.remove(nameOf(key))
    keys.delete(uid)
    rowsOf(key.datastoreId).remove(key.id)
  }

  return {
    create: ({ key, uid, session, dataStore }) =>
      TE.fromIO(() => {
        const rows = rowsOf(key.datastoreId)
        if (rows.get(key.id) !== undefined) return null
        add(dataStores, key.datastoreId, dataStore)
        const row: Row = { key, uid, blocks: new Map(), text: '', revision }
        const stored = nextOf(row, session)
        write(row, stored)
        rows.put(key.id, row)
        keys.set(uid, key)
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
        const decision = decide({ ...before, ...blocksAmong(row, blockIds) })
        if (E.isLeft(decision)) return decision
        if (decision.right === null) return E.right([before])
        const { steps, blocks } = decision.right
        const after = RNEA.map(({ session }: SessionStep) => nextOf(row, session ?? before.session))(steps)
        for (const block of blocks) row.blocks.set(block.id, block)
        if (RNEA.last(steps).session === null) remove(row)
        else write(row, RNEA.last(after))
        return E.right(after)
      }),
    blocks: (key) =>
      TE.fromIO(() => {
        const row = rowOf(key)
        return row === undefined ? null : [...row.blocks.values()]
      }),
    locate: (uids) => TE.fromIO(() => pick(keys, uids)),
    processing: (page) => TE.fromIO(() => processing.page(page)),
    dataStores: entityStore<ExactMatchDataStore>(dataStores),
    uploadAgents: entityStore<ExactMatchUploadAgent>(orderedMap()),
  }
}
