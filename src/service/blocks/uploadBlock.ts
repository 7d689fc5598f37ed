// An upload of a block: it is checked before its bytes are read, kept before it is counted, and dropped where it is
// refused after all.
import * as E from 'fp-ts/lib/Either.js'
import { idIssues } from '../ids.js'
import { type ContentUnreadable, contentUnreadable, type ServiceError } from '../serviceError.js'
import type { BlockRequest, SessionService } from '../sessionService.js'
import type { StoredSession } from '../store/sessionStore.js'
import type { StoreError } from '../store/storeError.js'
import type { UseCase } from '../useCase.js'
import { validate } from '../validate.js'
import { contentOf, type ReadContent } from './blockContent.js'
import type { BlockStore, KeptBlock } from './blockStore.js'

/** What uploads need. */
export interface UploadDeps {
  readonly blocks: BlockStore
  /** The session of an upload; left where it can count no such block. */
  readonly check: UseCase<BlockRequest, StoredSession>
  readonly acknowledge: SessionService['acknowledgeBlock']
}

/** Keeps a content; left also where it can't be read, which a store reports in its own way. */
const put = async (
  blocks: BlockStore,
  uid: string,
  id: string,
  content: ReadContent,
): Promise<E.Either<StoreError | ContentUnreadable, KeptBlock>> => {
  try {
    const outcome = await blocks.put(uid, id, content)()
    const failure = content.failure()
    return failure === null ? outcome : E.left(contentUnreadable(failure.error))
  } catch (thrown) {
    const failure = content.failure()
    if (failure === null) throw thrown
    return E.left(contentUnreadable(failure.error))
  }
}

/** Another content is counted under the id, or ids of another length are: neither changes any more. */
const neverCounted: ReadonlySet<ServiceError['code']> = new Set([
  'blockContentDiffers',
  'blockIdLengthDiffers',
])

/** The use case. */
export const uploadBlockWith =
  ({ blocks, check, acknowledge }: UploadDeps): SessionService['uploadBlock'] =>
  (upload) =>
  async () => {
    const { blockId, chunks, ...ref } = upload
    const valid = validate(idIssues('/blockId', blockId))(blockId)
    if (E.isLeft(valid)) return valid
    const session = await check(upload)()
    if (E.isLeft(session)) return session
    const { uid } = session.right
    const content = contentOf(chunks)
    const kept = await put(blocks, uid, blockId, content)
    if (E.isLeft(kept)) {
      if (kept.left.code === 'contentUnreadable') return kept
      // The session may have ended or been removed, with its blocks, while this one arrived.
      const again = await check(upload)()
      return E.isLeft(again) ? again : kept
    }
    const acknowledged = await acknowledge({ ...ref, uid, block: kept.right })()
    // Such a block will never be counted. Bytes that are refused for another reason may belong to one that is: they are
    // swept when the session takes no more blocks.
    if (E.isLeft(acknowledged) && neverCounted.has(acknowledged.left.code)) {
      await blocks.remove(uid, kept.right)()
    }
    return acknowledged
  }
