// The port of a store of blocks: it keeps their bytes. The session store counts them.
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { StoreError } from '../store/storeError.js'

/** A block whose bytes are kept. */
export interface KeptBlock {
  readonly id: string
  /** The SHA-256 of the bytes, in base64. */
  readonly digest: string
  /** The number of bytes. */
  readonly size: number
}

/** The bytes of a block on their way into a store. */
export interface BlockContent {
  /** The bytes in order; can be read once. Ends with an error where the upload breaks off or its checksum is wrong. */
  readonly chunks: AsyncIterable<Uint8Array>
  /** The digest of the bytes, after all chunks have been read. */
  readonly digest: () => string
}

/**
 * A store of blocks. It knows a session by its `uid`, which no other session has, whatever its id. Bytes that are kept
 * stay, whatever happens afterwards, until they are removed.
 *
 * @example
 * import type { BlockStore } from 'exact-match-session/service'
 *
 * const bytesOf = (store: BlockStore, uid: string) => store.list(uid)
 */
export interface BlockStore {
  /**
   * Keeps the bytes of a block under its id and its digest; has no further effect where it has kept them before. Keeps
   * nothing of a content that ends with an error, and rejects or is left then.
   */
  readonly put: (uid: string, id: string, content: BlockContent) => TE.TaskEither<StoreError, KeptBlock>
  /** The bytes of a block in order; null where they are not kept. */
  readonly get: (
    uid: string,
    block: Pick<KeptBlock, 'id' | 'digest'>,
  ) => TE.TaskEither<StoreError, AsyncIterable<Uint8Array> | null>
  /** Every block that is kept for a session, counted or not, in no particular order. */
  readonly list: (uid: string) => TE.TaskEither<StoreError, ReadonlyArray<KeptBlock>>
  /** Removes blocks of a session; all of them, unless given. */
  readonly remove: (
    uid: string,
    blocks?: ReadonlyArray<Pick<KeptBlock, 'id' | 'digest'>>,
  ) => TE.TaskEither<StoreError, void>
  /** The uids of all sessions for which bytes are kept. */
  readonly sessions: () => TE.TaskEither<StoreError, ReadonlyArray<string>>
}
