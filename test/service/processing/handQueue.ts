// A queue that a test works by hand, so that no time passes, and sessions to process.
import type {
  DelayedEntry,
  QueueEntry,
  QueueHandler,
  SessionKey,
  SessionService,
  WorkQueue,
} from '../../../src/service/index.js'
import { right } from '../outcome.js'
import { block, datastoreId } from '../service.js'

export interface HandQueue {
  readonly queue: WorkQueue
  /** What was put into it. */
  readonly put: ReadonlyArray<QueueEntry>
  /** Hands an entry out. */
  readonly handle: QueueHandler
  /** Hands an entry out, and each that follows; gives those. */
  readonly handleAll: (entry: QueueEntry) => Promise<ReadonlyArray<DelayedEntry>>
}

export const handQueue = (): HandQueue => {
  const put: Array<QueueEntry> = []
  const inProgress = new Set<Promise<unknown>>()
  let handler: QueueHandler = async () => null
  const handle: QueueHandler = (entry) => {
    const handled = handler(entry).finally(() => inProgress.delete(handled))
    inProgress.add(handled)
    return handled
  }
  return {
    queue: {
      put: async (entry) => {
        put.push(entry)
      },
      run: async (given) => {
        handler = given
        return async () => {
          await Promise.all(inProgress)
        }
      },
    },
    put,
    handle,
    handleAll: async (entry) => {
      const followed: Array<DelayedEntry> = []
      for (let next = await handler(entry); next !== null; next = await handler(next.entry))
        followed.push(next)
      return followed
    },
  }
}

/** A session that is committed with this number of jobs. */
export const commitSession = async (
  service: SessionService,
  totalJobCount: number,
  request: Parameters<SessionService['create']>[0]['request'] = { totalBlockCount: 1 },
): Promise<SessionKey> => {
  const { session } = await right(service.create({ datastoreId, request }))
  const key = { datastoreId, id: session.id ?? '' }
  await right(service.acknowledgeBlock({ ...key, block: block('a') }))
  await right(service.commit({ ...key, totalJobCount }))
  return key
}

/** The first entry of a session. */
export const entryOf = (key: SessionKey, remaining: number, attempt = 1): QueueEntry => ({
  key,
  remaining,
  attempt,
})
