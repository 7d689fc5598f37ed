// One attempt at the next job of a session, from the queue's entry to the entry that follows.
import * as E from 'fp-ts/lib/Either.js'
import type { ClassificationError } from '../../model/index.js'
import type { BlockStore } from '../blocks/blockStore.js'
import type { ServiceError } from '../serviceError.js'
import type { SessionService } from '../sessionService.js'
import type { SessionKey, StoredSession } from '../store/sessionStore.js'
import { countJobs } from './countJobs.js'
import type { InProgress } from './inProgress.js'
import { blocksOf } from './jobBlocks.js'
import { jobErrorOf } from './jobError.js'
import { type NextJob, nextJobOf } from './nextJob.js'
import { delayAfter, type RetryOptions } from './retryPolicy.js'
import type { Work } from './work.js'
import type { DelayedEntry, QueueEntry, QueueHandler } from './workQueue.js'

/** What an error of the processing is about. */
export interface ProcessingContext {
  /** The session; null for a poll. */
  readonly key: SessionKey | null
  /** The number of the job, as `work` gets it; null where no job had begun. */
  readonly job: number | null
  /** The attempt at the job, 1 for the first; null where none had begun. */
  readonly attempt: number | null
}

/** What attempts need. */
export interface AttemptOptions {
  readonly service: SessionService
  readonly work: Work
  readonly blocks?: Pick<BlockStore, 'get'>
  readonly retry: RetryOptions
  readonly inProgress: InProgress
  readonly onError: (error: unknown, context: ProcessingContext) => void
}

/** A session with its next job, and the entry of this attempt. */
interface Attempt {
  readonly before: StoredSession
  readonly job: NextJob
  readonly entry: QueueEntry
}

/** Work that was rejected, as opposed to jobs that could not be counted. */
interface WorkFailed {
  readonly code: 'workFailed'
  readonly thrown: unknown
}

const contextOf = ({ entry: { key, attempt }, job }: Attempt): ProcessingContext => ({
  key,
  job: job.number,
  attempt,
})

/** The codes of errors that an operator should see. Others tell that the session has moved on. */
const reported: ReadonlySet<ServiceError['code']> = new Set([
  'unavailable',
  'storeFailed',
  'corrupt',
  'invalid',
])

const interrupted = (attempts: number): ClassificationError => ({
  code: 'processingInterrupted',
  message: `the processing was interrupted ${attempts} times`,
})

/** Does a job and counts it; null where it was aborted first. */
const doJob =
  ({ service, work, blocks: store, onError }: AttemptOptions, attempt: Attempt) =>
  async (signal: AbortSignal): Promise<E.Either<ServiceError | WorkFailed, StoredSession> | null> => {
    const { before, job, entry } = attempt
    try {
      const blocks = () => blocksOf(service, store, { key: entry.key, uid: before.uid, signal })
      const count = (await work({ ...entry, ...job, session: before.session, signal, blocks })) ?? 1
      if (!(Number.isInteger(count) && count >= 1 && count <= job.remaining)) {
        throw new Error(`work has done ${count} jobs at once; expected 1 to ${job.remaining}`)
      }
      const context = contextOf(attempt)
      return await countJobs(service, { key: entry.key, before, count }, signal, (error) =>
        onError(error, context),
      )
    } catch (thrown) {
      return E.left({ code: 'workFailed', thrown })
    }
  }

/** Handles the entries of a queue. */
export const handlerOf = (options: AttemptOptions): QueueHandler => {
  const { service, retry, inProgress, onError } = options

  /** Null where trying again soon does not help: a later poll finds the session. */
  const afterError = (
    error: ServiceError,
    entry: QueueEntry,
    context: ProcessingContext,
  ): DelayedEntry | null => {
    if (error.code === 'preconditionFailed') return { entry, delay: 0 }
    if (reported.has(error.code)) onError(error, context)
    return error.code === 'unavailable' ? { entry, delay: error.retryAfter * 1_000 } : null
  }

  const failSession = async (attempt: Attempt, error: ClassificationError): Promise<DelayedEntry | null> => {
    const { before, entry } = attempt
    const failed = await service.fail({ ...entry.key, revisions: [before.revision], error })()
    return E.isLeft(failed) ? afterError(failed.left, entry, contextOf(attempt)) : null
  }

  const afterFailure = (attempt: Attempt, thrown: unknown): Promise<DelayedEntry | null> | DelayedEntry => {
    onError(thrown, contextOf(attempt))
    const { before, entry } = attempt
    return entry.attempt < retry.maxAttempts
      ? { entry: { ...entry, attempt: entry.attempt + 1 }, delay: delayAfter(entry.attempt, retry) }
      : failSession(attempt, jobErrorOf(thrown, before.session))
  }

  const make = async (attempt: Attempt): Promise<DelayedEntry | null> => {
    const { entry } = attempt
    if (entry.attempt > retry.maxAttempts) return failSession(attempt, interrupted(entry.attempt - 1))
    const outcome = await inProgress.run(entry.key, doJob(options, attempt))
    if (E.isLeft(outcome)) return outcome.left === 'stopping' ? { entry, delay: 0 } : null
    if (outcome.right === null) return { entry, delay: 0 }
    if (E.isRight(outcome.right)) {
      const next = nextJobOf(outcome.right.right.session)
      return next && { entry: { key: entry.key, remaining: next.remaining, attempt: 1 }, delay: 0 }
    }
    const { left: error } = outcome.right
    return error.code === 'workFailed'
      ? afterFailure(attempt, error.thrown)
      : afterError(error, entry, contextOf(attempt))
  }

  return async (queued) => {
    const { key } = queued
    const found = await service.get(key)()
    if (E.isLeft(found)) return afterError(found.left, queued, { key, job: null, attempt: null })
    const job = nextJobOf(found.right.session)
    if (job === null) return null
    const { remaining } = job
    // The attempts were made at an earlier job, where its worker died after the job was counted.
    const attempt = queued.remaining === remaining ? queued.attempt : 1
    return make({ before: found.right, job, entry: { key, remaining, attempt } })
  }
}
