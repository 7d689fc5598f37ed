// Acknowledgements of blocks: those of one session that arrive together are written in one change of the store, with the
// answers that they would have one by one.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { IO } from 'fp-ts/lib/IO.js'
import type { DateTimeOffset } from '../../codec/index.js'
import type { SessionRecord } from '../../machine/index.js'
import {
  type BlockIdLengthDiffers,
  blockIdLengthDiffers,
  notFound,
  type ServiceError,
  uploadUriReplaced,
} from '../serviceError.js'
import type { BlockUpload } from '../sessionService.js'
import type { Block, LockedSession } from '../store/sessionStore.js'
import { recordBlocks } from './recordBlocks.js'
import { type RecordChange, type RecordStep, triggeredBy } from './recordChange.js'

/** The outcome of one upload: its error, or how many steps of the change have been made once it is counted. */
type UploadOutcome = E.Either<ServiceError, number>

/** The change that several uploads make, and the outcome of each. */
export interface GroupChange {
  readonly change: RecordChange
  readonly outcomes: ReadonlyArray<UploadOutcome>
}

/** The error of the first id whose length is not that of the ids before it; null where there is none. */
const oddId = (firstId: string | null, blocks: ReadonlyArray<Block>): BlockIdLengthDiffers | null => {
  const length = (firstId ?? blocks[0]?.id)?.length
  const odd = blocks.find(({ id }) => id.length !== length)
  return odd === undefined || length === undefined ? null : blockIdLengthDiffers(odd.id, length)
}

/** Decides on uploads one after the other; one that is refused changes nothing. */
export const acknowledgeAll = (
  record: SessionRecord,
  { uid, blocks: known, someBlockId }: Pick<LockedSession, 'uid' | 'blocks' | 'someBlockId'>,
  uploads: ReadonlyArray<BlockUpload>,
  now: IO<DateTimeOffset>,
): GroupChange => {
  const steps: Array<RecordStep> = []
  const added = new Map(known)
  const outcomes = uploads.map(
    ({ id, blocks, uploadedVia, principal, hasUniformIds, uid: expected = uid }): UploadOutcome => {
      if (expected !== uid) return E.left(notFound('session', id))
      const last = steps.at(-1)?.record ?? record
      if (uploadedVia?.(last.context.upload.dataUploadURI) === false) return E.left(uploadUriReplaced)
      const [firstId = someBlockId] = added.keys()
      const odd = hasUniformIds === true ? oddId(firstId, blocks) : null
      if (odd !== null) return E.left(odd)
      return pipe(
        recordBlocks(last, added, blocks, now()),
        E.map((recorded) => {
          for (const block of recorded.blocks) added.set(block.id, block)
          steps.push(...triggeredBy(principal, recorded.steps))
          return steps.length
        }),
      )
    },
  )
  const blocks = [...added.values()].filter(({ id }) => !known.has(id))
  return { change: { steps, blocks }, outcomes }
}
