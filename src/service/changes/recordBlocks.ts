// Uploaded blocks: each is counted once, however often it is sent; the first starts the session.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { DateTimeOffset } from '../../codec/index.js'
import { type SessionRecord, step } from '../../machine/index.js'
import { type BlockContentDiffers, blockContentDiffers, type Rejected, rejected } from '../serviceError.js'
import type { Block } from '../store/sessionStore.js'
import { startIfCreated } from './startIfCreated.js'

/** A record with the blocks that were new to it. */
export interface RecordedBlocks {
  readonly record: SessionRecord
  readonly blocks: ReadonlyArray<Block>
}

/** The blocks that are new, each once; left: the ids of those that were uploaded before with another digest. */
const newBlocks = (
  digests: ReadonlyMap<string, string>,
  blocks: ReadonlyArray<Block>,
): E.Either<BlockContentDiffers, ReadonlyArray<Block>> => {
  const added = new Map<string, string>()
  const different = new Set<string>()
  for (const { id, digest } of blocks) {
    const before = digests.get(id) ?? added.get(id)
    if (before === undefined) added.set(id, digest)
    else if (before !== digest) different.add(id)
  }
  return different.size > 0
    ? E.left(blockContentDiffers([...different]))
    : E.right([...added].map(([id, digest]) => ({ id, digest })))
}

/** Counts the new ones of some blocks; null where none is new. */
export const recordBlocks = (
  record: SessionRecord,
  digests: ReadonlyMap<string, string>,
  blocks: ReadonlyArray<Block>,
  at: DateTimeOffset,
): E.Either<Rejected | BlockContentDiffers, RecordedBlocks | null> => {
  const added = newBlocks(digests, blocks)
  if (E.isLeft(added)) return added
  const count = added.right.length
  if (count === 0) return E.right(null)
  return pipe(
    startIfCreated(record, at),
    E.flatMap((started) => step(started, { type: 'block.uploaded', at, count })),
    E.bimap(rejected, (after) => ({ record: after, blocks: added.right })),
  )
}
