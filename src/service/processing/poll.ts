// Finds the sessions to process, so that none is lost with the process that committed it or had it in a queue, and those
// that are processed no longer.
import * as E from 'fp-ts/lib/Either.js'
import type { SessionService } from '../sessionService.js'
import { nameOf, type SessionKey, type SessionStore } from '../store/sessionStore.js'
import type { ProcessingContext } from './attempt.js'
import type { InProgress } from './inProgress.js'
import { nextJobOf } from './nextJob.js'
import type { WorkQueue } from './workQueue.js'

/** What polls need. */
export interface PollOptions {
  readonly service: SessionService
  readonly store: SessionStore
  readonly queue: WorkQueue
  readonly inProgress: InProgress
  readonly onError: (error: unknown, context: ProcessingContext) => void
}

/** How many sessions a poll reads at once. */
const pageSize = 1_000

const poll: Pick<ProcessingContext, 'job' | 'attempt'> = { job: null, attempt: null }

/** Puts a session into the queue; false where it is not in processing. */
const put = async ({ service, queue, onError }: PollOptions, key: SessionKey): Promise<boolean> => {
  const found = await service.get(key)()
  if (E.isLeft(found)) {
    if (found.left.code !== 'notFound') onError(found.left, { key, ...poll })
    return false
  }
  const job = nextJobOf(found.right.session)
  if (job === null) return false
  await queue.put({ key, remaining: job.remaining, attempt: 1 })
  return true
}

/** Aborts the jobs of sessions that a poll has not found, once another look confirms that. */
const abortOthers = async (
  { service, inProgress }: PollOptions,
  keys: ReadonlyArray<SessionKey>,
  found: ReadonlySet<string>,
): Promise<void> => {
  for (const key of keys) {
    if (found.has(nameOf(key))) continue
    const stored = await service.get(key)()
    const left = E.isLeft(stored) ? stored.left.code === 'notFound' : nextJobOf(stored.right.session) === null
    if (left) inProgress.abort(key)
  }
}

/** Puts every session to process into the queue, except the ones given; gives all that are in it now. */
export const pollOf =
  (options: PollOptions) =>
  async (before: ReadonlySet<string>, signal: AbortSignal): Promise<ReadonlySet<string>> => {
    const { store, inProgress, onError } = options
    const running = inProgress.keys()
    const processing = new Set<string>()
    const queued = new Set<string>()
    for (let after: string | null | undefined; after !== null; ) {
      const page = await store.processing({ top: pageSize, ...(after === undefined ? {} : { after }) })()
      if (E.isLeft(page)) {
        onError(page.left, { key: null, ...poll })
        return queued
      }
      for (const key of page.right.items) {
        if (signal.aborted) return queued
        const name = nameOf(key)
        processing.add(name)
        if (before.has(name) || (await put(options, key))) queued.add(name)
      }
      after = page.right.next
    }
    await abortOthers(options, running, processing)
    return queued
  }
