// The use cases: what a service of sessions can be asked for, whatever it stores them in and whoever asks.
import type {
  ClassificationError,
  CreateSessionRequest,
  ExactMatchDataStore,
  ExactMatchSession,
  ExactMatchUploadAgent,
} from '../model/index.js'
import type { Entities } from './entities.js'
import type { Block, Page, PageRequest, SessionKey, StoredSession } from './sessionStore.js'
import type { UseCase } from './useCase.js'

/** The session to change, and how it must be for that. */
export interface Target extends SessionKey {
  /** The revisions at which the change may happen; at any, where they are left out. */
  readonly revisions?: ReadonlyArray<number>
}

/** Blocks to acknowledge. */
export interface Arrival extends Target {
  readonly blocks: ReadonlyArray<Block>
  /** Whether the session's upload URI of that moment is the one that the blocks came through; any, by default. */
  readonly through?: (dataUploadURI: string | null) => boolean
}

/** Every use case. Each may be asked again when its answer got lost: nothing happens twice. */
export interface SessionService {
  /** Begins a session; its data store comes into being with it where there is none of that id. */
  readonly create: UseCase<
    { readonly datastoreId: string; readonly request: CreateSessionRequest },
    StoredSession
  >
  readonly get: UseCase<SessionKey, StoredSession>
  /** The sessions of a data store, in the order of their creation. */
  readonly list: UseCase<{ readonly datastoreId: string } & PageRequest, Page<StoredSession>>
  readonly count: UseCase<{ readonly datastoreId: string }, number>
  /** Changes the facts of a session's file: what the patch leaves out stays, null is null. */
  readonly update: UseCase<Target & { readonly patch: ExactMatchSession }, StoredSession>
  /** Removes a session with all that is known of its blocks; answers what it was last. */
  readonly remove: UseCase<Target, StoredSession>
  /** Begins the upload. The first block does so too. */
  readonly start: UseCase<Target, StoredSession>
  /** Counts a block, once however often it is sent; the same id with another digest is a conflict. */
  readonly acknowledgeBlock: UseCase<Omit<Arrival, 'blocks'> & { readonly block: Block }, StoredSession>
  /** Counts many blocks in one step: all of them or, where one is refused, none. */
  readonly acknowledgeBlocks: UseCase<Arrival, StoredSession>
  /** Ends the upload and begins the processing, in so many jobs. Asked again, it answers like the first time. */
  readonly commit: UseCase<Target & { readonly totalJobCount?: number }, StoredSession>
  /** Ends the session. Asked again, it answers like the first time. */
  readonly cancel: UseCase<Target, StoredSession>
  /** Gives the session a fresh upload URI; the one before is not the session's any more. */
  readonly renew: UseCase<Target, StoredSession>
  /** Counts jobs that are done; a worker that may come twice tells the revision it saw. */
  readonly completeJobs: UseCase<Target & { readonly count: number }, StoredSession>
  /** Ends the session by an error. Asked again, it answers like the first time. */
  readonly fail: UseCase<Target & { readonly error: ClassificationError }, StoredSession>
  /** The agent that a session came from: the one it carries, else the one whose id it tells. */
  readonly uploadAgentOf: UseCase<SessionKey, ExactMatchUploadAgent>
  readonly dataStores: Entities<ExactMatchDataStore>
  readonly uploadAgents: Entities<ExactMatchUploadAgent>
}
