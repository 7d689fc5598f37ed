// The use cases of blocks and their bytes, over a store of sessions and one of blocks.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { orNotFound } from '../changes/change.js'
import type { Changes } from '../changes/changes.js'
import { notFound, type ServiceError } from '../serviceError.js'
import type { SessionService } from '../sessionService.js'
import type { Block, SessionStore } from '../store/sessionStore.js'
import { inOrder } from './blockOrder.js'
import type { BlockStore } from './blockStore.js'
import { uploadBlockWith } from './uploadBlock.js'

/** What they need. */
export interface BlockDeps {
  readonly store: SessionStore
  readonly blocks: BlockStore
  readonly changes: Changes
}

/** The use cases. */
export const blockUseCases = ({
  store,
  blocks,
  changes,
}: BlockDeps): Pick<
  SessionService,
  'uploadBlock' | 'readBlock' | 'blocksOf' | 'acknowledgeBlock' | 'acknowledgeBlocks' | 'remove'
> => {
  const acknowledgeBlock: SessionService['acknowledgeBlock'] = ({ block, ...rest }) =>
    changes.recordBlocks({ ...rest, blocks: [block] })
  return {
    acknowledgeBlock,
    acknowledgeBlocks: changes.recordBlocks,
    uploadBlock: uploadBlockWith({ blocks, check: changes.checkUpload, acknowledge: acknowledgeBlock }),
    readBlock:
      ({ blockId, ...key }) =>
      async () => {
        const missing = E.left(notFound('block', blockId))
        let counted: ReadonlyMap<string, Block> = new Map()
        const read = store.change<ServiceError>(key, [blockId], ({ blocks: among }) => {
          counted = among
          return E.right(null)
        })
        const session = await orNotFound(key, read)()
        if (E.isLeft(session)) return session
        const block = counted.get(blockId)
        if (block === undefined) return missing
        const [{ uid }] = session.right
        const chunks = await blocks.get(uid, block)()
        if (E.isLeft(chunks)) return chunks
        return chunks.right === null ? missing : E.right({ block, chunks: chunks.right })
      },
    blocksOf: (key) => pipe(orNotFound(key, store.blocks(key)), TE.map(inOrder)),
    // Bytes that can't be removed now are swept later.
    remove: (ref) =>
      pipe(
        changes.remove(ref),
        TE.tap(({ uid }) => TE.orElse(() => TE.right(0))(blocks.retain(uid, []))),
      ),
  }
}
