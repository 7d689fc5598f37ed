// Removes the bytes of blocks that are not counted, which a process left that ended between keeping and counting them,
// and those of sessions that no longer exist.
import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { sessionStates } from '../../model/index.js'
import { expiredCode } from '../lifecycle/sessionExpirer.js'
import type { SessionKey, SessionStore } from '../store/sessionStore.js'
import type { StoreError } from '../store/storeError.js'
import type { BlockStore } from './blockStore.js'

/** What is swept. */
export interface SweptStores {
  readonly store: SessionStore
  readonly blocks: BlockStore
}

/** How many sessions are looked up at once. */
const batchSize = 1_000

/** The states in which a block can still be counted. */
const takesBlocks: ReadonlySet<string> = new Set([sessionStates.created.wire, sessionStates.uploading.wire])

/**
 * A function that removes the bytes of blocks that are not counted and never will be: of sessions that take no more
 * blocks, and of those that no longer exist. Also of the counted blocks of sessions that have expired. Gives how many blocks it has removed; left with the first error.
 *
 * @example
 * import { createBlockSweeper, createMemoryBlockStore, createMemoryStore } from 'exact-match-session/service'
 *
 * const sweep = createBlockSweeper({ store: createMemoryStore(), blocks: createMemoryBlockStore() })
 * await sweep() // right(0)
 */
export const createBlockSweeper = ({ store, blocks }: SweptStores): TE.TaskEither<StoreError, number> => {
  /** Sessions that are swept for good, as long as they exist. */
  const finished = new Set<string>()

  const sweepSession = async (uid: string, key: SessionKey): Promise<E.Either<StoreError, number>> => {
    const found = await store.get(key)()
    if (E.isLeft(found)) return found
    // Removed a moment ago, or about to count blocks: for the next sweep.
    if (found.right?.uid !== uid || takesBlocks.has(found.right.session.state ?? '')) return E.right(0)
    const counted = found.right.session.error?.code === expiredCode ? E.right([]) : await store.blocks(key)()
    if (E.isLeft(counted)) return counted
    const removed = await blocks.retain(uid, counted.right ?? [])()
    if (E.isRight(removed)) finished.add(uid)
    return removed
  }

  const sweepBatch = async (uids: ReadonlyArray<string>): Promise<E.Either<StoreError, number>> => {
    const located = await store.locate(uids)()
    if (E.isLeft(located)) return located
    let total = 0
    for (const uid of uids) {
      const key = located.right.get(uid)
      if (key !== undefined && finished.has(uid)) continue
      const removed = await (key === undefined ? blocks.retain(uid, [])() : sweepSession(uid, key))
      if (E.isLeft(removed)) return removed
      if (key === undefined) finished.delete(uid)
      total += removed.right
    }
    return E.right(total)
  }

  return async () => {
    const uids = await blocks.sessions()()
    if (E.isLeft(uids)) return uids
    let total = 0
    for (let at = 0; at < uids.right.length; at += batchSize) {
      const removed = await sweepBatch(uids.right.slice(at, at + batchSize))
      if (E.isLeft(removed)) return removed
      total += removed.right
    }
    return E.right(total)
  }
}
