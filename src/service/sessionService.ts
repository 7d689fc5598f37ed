// The use cases of the service, whatever store and protocol it has.
import type {
  ClassificationError,
  CreateSessionRequest,
  ExactMatchDataStore,
  ExactMatchSession,
  ExactMatchUploadAgent,
} from '../model/index.js'
import type { Principal } from './changes/trigger.js'
import type { IdempotencyKey } from './creation/idempotencyKeys.js'
import type { Entities } from './entities.js'
import type { Block, Page, PageRequest, SessionKey, StoredSession } from './store/sessionStore.js'
import type { UseCase } from './useCase.js'

/** A session to change, and the revisions that the caller expects it to have. */
export interface SessionRef extends SessionKey {
  /** On whose behalf; `onChange` gets it. */
  readonly principal?: Principal
  /** The revisions at which the change is made; any, unless set. */
  readonly revisions?: ReadonlyArray<number>
}

/** A session to create. */
export interface NewSessionRequest {
  readonly datastoreId: string
  readonly request: CreateSessionRequest
  /** On whose behalf; `onChange` gets it. */
  readonly principal?: Principal
  /** Recognizes a repetition of the request, also where it has no id of its own. */
  readonly idempotencyKey?: IdempotencyKey
}

/** Blocks that have been uploaded. */
export interface BlockUpload extends SessionRef {
  readonly blocks: ReadonlyArray<Block>
  /** The session for which their bytes are kept; another one with its id counts nothing. Any, unless set. */
  readonly uid?: string
  /** Whether all ids of the session must have one length, as Azure's blob storage demands. */
  readonly hasUniformIds?: boolean
  /** Whether the blocks were uploaded to this URI, the one that the session has now; any, unless set. */
  readonly uploadedVia?: (dataUploadURI: string | null) => boolean
}

/** A block to upload. */
export interface BlockRequest extends Omit<BlockUpload, 'blocks'> {
  readonly blockId: string
  /** The bytes in order, in chunks of any length. Read only if the session can count the block. */
  readonly chunks: AsyncIterable<Uint8Array>
}

/** A block with its bytes. */
export interface BlockReading {
  readonly block: Block
  readonly chunks: AsyncIterable<Uint8Array>
}

/**
 * Every use case. Each can be tried again when its answer was lost: a repeated change has no further effect.
 *
 * @example
 * import type { SessionService } from 'exact-match-session/service'
 *
 * const cancelAll = (service: SessionService, datastoreId: string, ids: ReadonlyArray<string>) =>
 *   ids.map((id) => service.cancel({ datastoreId, id }))
 */
export interface SessionService {
  /**
   * Creates a session, and its data store where there is none of that id. Ignores `computedProperties` in the request.
   * A repeated request gives the session that exists, as it is now: one with its own id as long as nothing but events
   * and a number of jobs has changed the session, one with an idempotency key in any case. Another request with the
   * same id is `idTaken`, with the same key `idempotencyKeyReused`.
   */
  readonly create: UseCase<NewSessionRequest, StoredSession>
  /** Adds a session as it stands, in any state, from a backup or another service. Offer it only to administrators. */
  readonly import: UseCase<
    Pick<NewSessionRequest, 'datastoreId' | 'principal'> & { readonly session: CreateSessionRequest },
    StoredSession
  >
  readonly get: UseCase<SessionKey, StoredSession>
  /** Lists the sessions of a data store in the order of their creation. */
  readonly list: UseCase<{ readonly datastoreId: string } & PageRequest, Page<StoredSession>>
  readonly count: UseCase<{ readonly datastoreId: string }, number>
  /**
   * Changes the metadata of a session, before its first block: a missing property stays as it is, null becomes null.
   * Ignores `computedProperties`, so that a session can be sent back as it was read.
   */
  readonly update: UseCase<SessionRef & { readonly patch: ExactMatchSession }, StoredSession>
  /** Removes a session and its blocks; gives the session as it was, with the revision of its removal. */
  readonly remove: UseCase<SessionRef, StoredSession>
  /** Starts the upload. The first block does so too. */
  readonly start: UseCase<SessionRef, StoredSession>
  /**
   * Keeps the bytes of a block, then counts it: once, however often it is sent. The same id with other bytes is
   * `blockContentDiffers`; bytes that can't be read to their end are `contentUnreadable`, and nothing of them is kept.
   */
  readonly uploadBlock: UseCase<BlockRequest, StoredSession>
  /** The bytes of a block that is counted; `notFound` where its upload did not keep any. */
  readonly readBlock: UseCase<SessionKey & { readonly blockId: string }, BlockReading>
  /** Counts a block whose bytes are kept elsewhere: once, however often it is sent; the same id with another digest is `blockContentDiffers`. */
  readonly acknowledgeBlock: UseCase<Omit<BlockUpload, 'blocks'> & { readonly block: Block }, StoredSession>
  /** Counts several blocks in one step: all of them, or none where one is refused. */
  readonly acknowledgeBlocks: UseCase<BlockUpload, StoredSession>
  /** The blocks that are counted, in the order of the bytes that their ids encode in base64: what a client need not resend. */
  readonly blocksOf: UseCase<SessionKey, ReadonlyArray<Block>>
  /** Ends the upload and starts the processing, in `totalJobCount` jobs. Starts a session without blocks first. */
  readonly commit: UseCase<SessionRef & { readonly totalJobCount?: number }, StoredSession>
  /** Cancels the session. */
  readonly cancel: UseCase<SessionRef, StoredSession>
  /** Gives the session a new upload URI, which replaces the former one. */
  readonly renew: UseCase<SessionRef, StoredSession>
  /**
   * Counts jobs that are done. A worker that may repeat itself sets the revision that it saw: the repetition is
   * `preconditionFailed` and counts nothing.
   */
  readonly completeJobs: UseCase<SessionRef & { readonly count: number }, StoredSession>
  /** Ends the session with an error. */
  readonly fail: UseCase<SessionRef & { readonly error: ClassificationError }, StoredSession>
  /** Gets the upload agent of a session: the one that it contains, or else the one that `uploadAgentId` names. */
  readonly uploadAgentOf: UseCase<SessionKey, ExactMatchUploadAgent>
  readonly dataStores: Entities<ExactMatchDataStore>
  readonly uploadAgents: Entities<ExactMatchUploadAgent>
}
