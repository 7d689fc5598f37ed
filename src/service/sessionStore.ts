// Where sessions live: the port a store implements. A store keeps resources and decides nothing: what may happen
// to a session, the service decides, in a function that the store runs while nobody else can write that session.
import type * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { ExactMatchDataStore, ExactMatchSession, ExactMatchUploadAgent } from '../model/index.js'
import type { Unavailable } from './serviceError.js'

/** Which session: its id is its own within its data store. */
export interface SessionKey {
  readonly datastoreId: string
  readonly id: string
}

/** A session's key as one word. */
export const nameOf = ({ datastoreId, id }: SessionKey): string => JSON.stringify([datastoreId, id])

/** A session as a store holds it. */
export interface StoredSession {
  /** The resource itself, to the last property. */
  readonly session: ExactMatchSession
  /** Another one with every change, greater than all that the store gave before: no two states share one. */
  readonly revision: number
}

/** A block that has arrived: its id and the digest of its bytes, which are not kept. */
export interface Block {
  readonly id: string
  readonly digest: string
}

/** A session within its atomic step, with the digests of those of the blocks asked for that it has, by their id. */
export interface HeldSession extends StoredSession {
  readonly digests: ReadonlyMap<string, string>
}

/** What a step makes of a session: the resource after it, null where it is removed, and blocks that are new. */
export interface SessionChange {
  readonly session: ExactMatchSession | null
  readonly blocks: ReadonlyArray<Block>
}

/** Decides on a session that the store holds still; null leaves it as it is. Pure, since a store may ask again. */
export type Decide<E> = (held: HeldSession) => E.Either<E, SessionChange | null>

/** Which part of a list: at most `top` items, past the one that `after` names, past `skip` more. */
export interface PageRequest {
  readonly top: number
  readonly skip?: number
  /** The `next` of the page before: digits, without a meaning to anyone but the store. */
  readonly after?: string
}

/** A part of a list, in an order that stands. */
export interface Page<A> {
  readonly items: ReadonlyArray<A>
  /** What to ask for `after`; null where nothing follows. */
  readonly next: string | null
}

/** Things with an id, each created once and read ever after. */
export interface EntityStore<A> {
  /** Adds one; false where its id is taken. */
  readonly create: (id: string, entity: A) => TE.TaskEither<Unavailable, boolean>
  readonly get: (id: string) => TE.TaskEither<Unavailable, A | null>
  readonly list: (page: PageRequest) => TE.TaskEither<Unavailable, Page<A>>
  readonly count: () => TE.TaskEither<Unavailable, number>
}

/** What a session begins with in a store. */
export interface NewSession {
  readonly key: SessionKey
  readonly session: ExactMatchSession
  /** The data store that comes into being with it, where there is none of that id. */
  readonly dataStore: ExactMatchDataStore
}

/**
 * A store of sessions, with the data stores they belong to and the upload agents they come from. A step that
 * answered is kept, whatever happens afterwards; one that failed may have happened or not, but never by half.
 *
 * @example
 * import type { SessionStore } from 'exact-match-session/service'
 *
 * const howMany = (store: SessionStore) => store.count('patients')
 */
export interface SessionStore {
  /** Adds a session; null where its id is taken. */
  readonly create: (beginning: NewSession) => TE.TaskEither<Unavailable, StoredSession | null>
  readonly get: (key: SessionKey) => TE.TaskEither<Unavailable, StoredSession | null>
  readonly list: (datastoreId: string, page: PageRequest) => TE.TaskEither<Unavailable, Page<StoredSession>>
  readonly count: (datastoreId: string) => TE.TaskEither<Unavailable, number>
  /**
   * Reads a session, decides, writes what was decided, as one step: no other change comes between. Gives the
   * session after it, the last one where it was removed; null where there is none.
   */
  readonly change: <E>(
    key: SessionKey,
    blockIds: ReadonlyArray<string>,
    decide: Decide<E>,
  ) => TE.TaskEither<Unavailable | E, StoredSession | null>
  /** The sessions in ProcessingInProgress, of all data stores. */
  readonly processing: (page: PageRequest) => TE.TaskEither<Unavailable, Page<SessionKey>>
  readonly dataStores: EntityStore<ExactMatchDataStore>
  readonly uploadAgents: EntityStore<ExactMatchUploadAgent>
}
