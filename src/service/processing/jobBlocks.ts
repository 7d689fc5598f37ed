// The blocks of a session as work reads them: by promises and streams, which reject where the port of a store is left.
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { BlockStore } from '../blocks/blockStore.js'
import type { ServiceError } from '../serviceError.js'
import type { SessionService } from '../sessionService.js'
import type { Block, SessionKey } from '../store/sessionStore.js'
import type { StoreError } from '../store/storeError.js'
import type { JobBlock } from './work.js'

/** A session whose blocks are read. */
export interface BlocksRequest {
  readonly key: SessionKey
  readonly uid: string
  /** Ends the reading. */
  readonly signal: AbortSignal
}

/** An error as work rejects with it, if it does not catch it. */
const thrownOf = (code: string, message: string, cause?: unknown): Error =>
  Object.assign(new Error(message, { cause }), { code })

const orThrow = async <A>(task: TaskEither<ServiceError | StoreError, A>): Promise<A> => {
  const outcome = await task()
  if (E.isRight(outcome)) return outcome.right
  throw thrownOf(outcome.left.code, outcome.left.message, outcome.left)
}

async function* contentOf(
  store: Pick<BlockStore, 'get'> | undefined,
  { uid, signal }: BlocksRequest,
  block: Block,
): AsyncGenerator<Uint8Array, void> {
  if (store === undefined) {
    throw thrownOf('blockNotKept', 'the processor has no store of blocks; set its option `blocks`')
  }
  signal.throwIfAborted()
  const chunks = await orThrow(store.get(uid, block))
  if (chunks === null) throw thrownOf('blockNotKept', `the bytes of block ${block.id} are not kept`)
  for await (const chunk of chunks) {
    signal.throwIfAborted()
    yield chunk
  }
}

/** The blocks of a session, in order. */
export const blocksOf = async (
  service: SessionService,
  store: Pick<BlockStore, 'get'> | undefined,
  request: BlocksRequest,
): Promise<ReadonlyArray<JobBlock>> =>
  (await orThrow(service.blocksOf(request.key))).map((block) => ({
    ...block,
    content: () => contentOf(store, request, block),
  }))
