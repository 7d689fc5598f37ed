// The port of a store of blocks: it keeps their bytes. The session store counts them.
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { StoreError } from '../store/storeError.js'

/** The bytes of a block on their way into a store. */
export interface BlockContent {
  /** The bytes in order, to be read once; a chunk doesn't change once it has been read. Reading fails where the upload breaks off or is not what it should be. */
  readonly chunks: AsyncIterable<Uint8Array>
  /** The SHA-256 of the bytes in base64, once all chunks have been read. */
  readonly digest: () => string
}

/** What a block of a session is kept under. */
export interface BlockName {
  readonly id: string
  readonly digest: string
}

/** A block whose bytes are kept. */
export interface KeptBlock extends BlockName {
  /** In bytes. */
  readonly size: number
}

/**
 * A store of blocks. It knows a session by its `uid`, which no other session has, whatever its id; so one store of blocks
 * belongs to one store of sessions. What is kept stays, whatever happens afterwards, until it is removed.
 *
 * @example
 * import { type BlockStore, createMemoryBlockStore } from 'exact-match-session/service'
 *
 * const blocks: BlockStore = createMemoryBlockStore()
 * await blocks.get('a', { id: 'MDAx', digest: '' })() // right(null)
 */
export interface BlockStore {
  /**
   * Keeps a block; again with the same id and digest, it has no further effect. Keeps nothing where reading fails; then
   * it is left, or rejects.
   */
  readonly put: (uid: string, id: string, content: BlockContent) => TE.TaskEither<StoreError, KeptBlock>
  /** The bytes of a block in order; null where it is not kept. */
  readonly get: (uid: string, name: BlockName) => TE.TaskEither<StoreError, AsyncIterable<Uint8Array> | null>
  /** Removes a block, if it is kept. */
  readonly remove: (uid: string, name: BlockName) => TE.TaskEither<StoreError, void>
  /** Removes every block of a session but these; gives how many. */
  readonly retain: (uid: string, names: ReadonlyArray<BlockName>) => TE.TaskEither<StoreError, number>
  /** The uids of all sessions of which blocks are kept. */
  readonly sessions: () => TE.TaskEither<StoreError, ReadonlyArray<string>>
}
