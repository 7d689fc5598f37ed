// The port that a store implements. A store keeps resources and decides nothing: the service decides what happens to a
// session, in a function that the store calls while it locks the session.
import type * as E from 'fp-ts/lib/Either.js'
import type { ReadonlyNonEmptyArray } from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { ExactMatchDataStore, ExactMatchSession, ExactMatchUploadAgent } from '../../model/index.js'
import type { Trigger } from '../changes/trigger.js'
import type { StoreError } from './storeError.js'

/** The key of a session: its id is unique within its data store. */
export interface SessionKey {
  readonly datastoreId: string
  readonly id: string
}

/** A session's key as one string. */
export const nameOf = ({ datastoreId, id }: SessionKey): string => JSON.stringify([datastoreId, id])

/** A session with its revision. */
export interface StoredSession {
  /** The resource with all its properties. */
  readonly session: ExactMatchSession
  /** Grows with every change, across all sessions of the store: no two states of a session share a revision. */
  readonly revision: number
  /** Tells the session from a former one with its id; never changes. */
  readonly uid: string
}

/** An uploaded block: its id, and the digest of its content. A `BlockStore` keeps the content. */
export interface Block {
  readonly id: string
  readonly digest: string
  /** In bytes; missing where whoever uploaded the block did not say. */
  readonly size?: number
}

/** A session while it is locked. */
export interface LockedSession extends StoredSession {
  /** Those requested blocks that it has, by id. */
  readonly blocks: ReadonlyMap<string, Block>
  /** The id of any block that it has; null where it has none, or where none was requested. */
  readonly someBlockId: string | null
}

/** A step of a change: what triggers it, and the session after it; null where it removes the session. */
export interface SessionStep {
  readonly trigger: Trigger
  readonly session: ExactMatchSession | null
}

/** What becomes of a session, and its new blocks. */
export interface SessionChange {
  /** In order. Each gets a revision of its own; only the last one may remove the session. */
  readonly steps: ReadonlyNonEmptyArray<SessionStep>
  readonly blocks: ReadonlyArray<Block>
}

/** Decides what becomes of a locked session; null changes nothing. Pure: a store may call it again. */
export type Decider<E> = (locked: LockedSession) => E.Either<E, SessionChange | null>

/** A part of a list: at most `top` items, after the position `after` and `skip` more items. */
export interface PageRequest {
  readonly top: number
  readonly skip?: number
  /** The `next` of the previous page: digits that only the store interprets. */
  readonly after?: string
  /**
   * Ends the page with the item with which its items, as JSON in UTF-8, have this many bytes; no limit, unless set. A
   * store never loads more, so that a page of large items doesn't exhaust the memory.
   */
  readonly maxBytes?: number
}

/** A part of a list, in a stable order; shorter than requested where its items are large. */
export interface Page<A> {
  readonly items: ReadonlyArray<A>
  /** The `after` of the next page; null on the last one. */
  readonly next: string | null
}

/** Entities that are created once and then only read. */
export interface EntityStore<A> {
  /** Adds an entity; false where the id is taken. */
  readonly create: (id: string, entity: A) => TE.TaskEither<StoreError, boolean>
  readonly get: (id: string) => TE.TaskEither<StoreError, A | null>
  readonly list: (page: PageRequest) => TE.TaskEither<StoreError, Page<A>>
  readonly count: () => TE.TaskEither<StoreError, number>
}

/** A session to add to a store. */
export interface NewSession {
  readonly key: SessionKey
  /** A new id that no session has, nor has had. */
  readonly uid: string
  readonly session: ExactMatchSession
  readonly trigger: Trigger
  /** The data store to add with it, where there is none of that id. */
  readonly dataStore: ExactMatchDataStore
}

/**
 * A store of sessions, data stores and upload agents. A change that succeeded is kept, whatever happens afterwards;
 * one that failed was made completely or not at all.
 *
 * @example
 * import { createMemoryStore, type SessionStore } from 'exact-match-session/service'
 *
 * const store: SessionStore = createMemoryStore()
 * await store.count('patients')() // right(0)
 */
export interface SessionStore {
  /** Adds a session; null where its id is taken. */
  readonly create: (newSession: NewSession) => TE.TaskEither<StoreError, StoredSession | null>
  readonly get: (key: SessionKey) => TE.TaskEither<StoreError, StoredSession | null>
  readonly list: (datastoreId: string, page: PageRequest) => TE.TaskEither<StoreError, Page<StoredSession>>
  readonly count: (datastoreId: string) => TE.TaskEither<StoreError, number>
  /**
   * Reads a session, calls the decider and writes its decision, all at once. Gives the session after each step, for a
   * removal the session before the change with the revision of the removal, and as it is where nothing changes; null
   * where there is no such session.
   */
  readonly change: <E>(
    key: SessionKey,
    blockIds: ReadonlyArray<string>,
    decide: Decider<E>,
  ) => TE.TaskEither<StoreError | E, ReadonlyNonEmptyArray<StoredSession> | null>
  /** Every block of a session, in no particular order; null where there is no such session. */
  readonly blocks: (key: SessionKey) => TE.TaskEither<StoreError, ReadonlyArray<Block> | null>
  /** The keys of those sessions that exist, by uid. */
  readonly locate: (uids: ReadonlyArray<string>) => TE.TaskEither<StoreError, ReadonlyMap<string, SessionKey>>
  /** The sessions in ProcessingInProgress, of all data stores. */
  readonly processing: (page: PageRequest) => TE.TaskEither<StoreError, Page<SessionKey>>
  readonly dataStores: EntityStore<ExactMatchDataStore>
  readonly uploadAgents: EntityStore<ExactMatchUploadAgent>
}
