// Blocks that arrive: each is counted once, however often it is sent; the first starts the session.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { DateTimeOffset } from '../codec/index.js'
import { type Rejection, type SessionRecord, step } from '../machine/index.js'
import { type Conflict, conflict } from './serviceError.js'
import type { Block } from './sessionStore.js'

/** The blocks that are new, each once; left: the ids of those that have arrived before with other bytes. */
const newBlocks = (
  digests: ReadonlyMap<string, string>,
  blocks: ReadonlyArray<Block>,
): E.Either<Conflict, ReadonlyArray<Block>> => {
  const added = new Map<string, string>()
  const others = new Set<string>()
  for (const { id, digest } of blocks) {
    const before = digests.get(id) ?? added.get(id)
    if (before === undefined) added.set(id, digest)
    else if (before !== digest) others.add(id)
  }
  return others.size > 0
    ? E.left(conflict({ reason: 'otherBlock', blockIds: [...others] }))
    : E.right([...added].map(([id, digest]) => ({ id, digest })))
}

const started = (record: SessionRecord, at: DateTimeOffset): E.Either<Rejection, SessionRecord> =>
  record.value === 'created' ? step(record, { type: 'start', at }) : E.right(record)

/** The record after the blocks, and those of them that are new; null where none is. */
export const arrival = (
  record: SessionRecord,
  digests: ReadonlyMap<string, string>,
  blocks: ReadonlyArray<Block>,
  at: DateTimeOffset,
): E.Either<Conflict, { readonly record: SessionRecord; readonly blocks: ReadonlyArray<Block> } | null> =>
  pipe(
    newBlocks(digests, blocks),
    E.flatMap((added) =>
      added.length === 0
        ? E.right(null)
        : pipe(
            started(record, at),
            E.flatMap((begun) => step(begun, { type: 'block.uploaded', at, count: added.length })),
            E.bimap(
              (rejection) => conflict({ reason: 'rejected', rejection }),
              (after) => ({ record: after, blocks: added }),
            ),
          ),
    ),
  )
