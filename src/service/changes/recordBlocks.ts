// Uploaded blocks: each is counted once, however often it is sent; the first starts the session.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { DateTimeOffset } from '../../codec/index.js'
import type { SessionRecord } from '../../machine/index.js'
import { type BlockContentDiffers, blockContentDiffers, type Rejected, rejected } from '../serviceError.js'
import type { Block } from '../store/sessionStore.js'
import { applyAll, type EventStep, startIfCreated } from './eventSteps.js'

/** The steps that count some blocks, and those blocks that are new. */
export interface RecordedBlocks {
  readonly steps: ReadonlyArray<EventStep>
  readonly blocks: ReadonlyArray<Block>
}

/** The blocks that are new, each once; left: the ids of those that were uploaded before with another digest. */
const newBlocks = (
  known: ReadonlyMap<string, Block>,
  blocks: ReadonlyArray<Block>,
): E.Either<BlockContentDiffers, ReadonlyArray<Block>> => {
  const added = new Map<string, Block>()
  const different = new Set<string>()
  for (const block of blocks) {
    const before = known.get(block.id) ?? added.get(block.id)
    if (before === undefined) added.set(block.id, block)
    else if (before.digest !== block.digest) different.add(block.id)
  }
  return different.size > 0 ? E.left(blockContentDiffers([...different])) : E.right([...added.values()])
}

/** Counts the new ones of some blocks; no step where none is new. */
export const recordBlocks = (
  record: SessionRecord,
  known: ReadonlyMap<string, Block>,
  blocks: ReadonlyArray<Block>,
  at: DateTimeOffset,
): E.Either<Rejected | BlockContentDiffers, RecordedBlocks> => {
  const added = newBlocks(known, blocks)
  if (E.isLeft(added)) return added
  const count = added.right.length
  if (count === 0) return E.right({ steps: [], blocks: [] })
  return pipe(
    applyAll(record, [...startIfCreated(record, at), { type: 'block.uploaded', at, count }]),
    E.bimap(rejected, (steps) => ({ steps, blocks: added.right })),
  )
}
