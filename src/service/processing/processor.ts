// Processing after commit. A poll finds the sessions to process and puts each into the queue, so that none is lost with
// the process that committed it. The queue hands each to one worker; should two get the same, the revision keeps its
// jobs from being counted twice.
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { BlockStore } from '../blocks/blockStore.js'
import type { SessionService } from '../sessionService.js'
import type { SessionStore } from '../store/sessionStore.js'
import { type StoreError, storeError } from '../store/storeError.js'
import { handlerOf, type ProcessingContext } from './attempt.js'
import { createInProgress } from './inProgress.js'
import { pollOf } from './poll.js'
import { defaultRetry, type RetryOptions } from './retryPolicy.js'
import { waitOrAbort } from './wait.js'
import type { Work } from './work.js'
import type { WorkQueue } from './workQueue.js'

/** The dependencies and options of a processor. */
export interface ProcessorOptions {
  readonly service: SessionService
  /** The store of the service. */
  readonly store: SessionStore
  readonly queue: WorkQueue
  /** Does a job; `simulatedWork`, for example. */
  readonly work: Work
  /** Where the bytes of blocks are kept, for work that reads them. */
  readonly blocks?: Pick<BlockStore, 'get'>
  /** How a job whose work was rejected is tried again. */
  readonly retry?: Partial<RetryOptions>
  /**
   * How often to look for committed sessions, and for jobs in progress whose session has left the processing, in
   * milliseconds.
   * @defaultValue 500
   */
  readonly pollInterval?: number
  /**
   * How long jobs in progress may go on once the processor stops, in milliseconds. Then their signals abort.
   * @defaultValue 5,000
   */
  readonly drainTimeout?: number
  /**
   * Called with what work has thrown, and with the error of every poll and of all use of the service that fails, for a
   * log. All are tried again, work until its attempts are used up.
   */
  readonly onError?: (error: unknown, context: ProcessingContext) => void
}

/** A running processor. */
export interface Processor {
  /**
   * Stops it after the jobs in progress, `drainTimeout` and at most two seconds later. What is left is done by other
   * processors, or by the next one.
   */
  readonly stop: () => Promise<void>
}

/** After this many polls all sessions are put into the queue again, so that nothing that it has lost stays lost. */
const pollsPerReset = 60

/** How long work has to heed its signal, and then the queue to let go of it, in milliseconds. */
const abortTimeout = 1_000

/** Whether a promise is settled within a time in milliseconds. */
const within = async (milliseconds: number, promise: Promise<unknown>): Promise<boolean> => {
  const done = new AbortController()
  const outcome = await Promise.race([
    promise.then(() => true),
    waitOrAbort(milliseconds, done.signal).then(() => false),
  ])
  done.abort()
  return outcome
}

/**
 * Processes committed sessions, those in the store and those to come: does their jobs, one after the other of each
 * session. Several processors may work on one store if they share its queue.
 *
 * @example
 * import {
 *   createTimerQueue,
 *   type SessionService,
 *   type SessionStore,
 *   simulatedWork,
 *   startProcessor,
 * } from 'exact-match-session/service'
 *
 * const process = (service: SessionService, store: SessionStore) =>
 *   startProcessor({ service, store, queue: createTimerQueue(), work: simulatedWork(2_000) })
 */
export const startProcessor = (options: ProcessorOptions): TE.TaskEither<StoreError, Processor> =>
  TE.tryCatch(
    async () => {
      const { queue, pollInterval = 500, drainTimeout = 5_000, onError = () => {} } = options
      const inProgress = createInProgress()
      const parts = { ...options, retry: { ...defaultRetry, ...options.retry }, inProgress, onError }
      const stopQueue = await queue.run(handlerOf(parts))
      const poll = pollOf(parts)
      const stopping = new AbortController()
      const polling = (async () => {
        let queued: ReadonlySet<string> = new Set()
        for (let count = 1; !stopping.signal.aborted; count += 1) {
          // A poll that fails has queued nothing for certain; the next one finds the same sessions.
          queued = await poll(count % pollsPerReset === 0 ? new Set() : queued, stopping.signal).catch(
            (error) => {
              onError(error, { key: null, job: null, attempt: null })
              return new Set<string>()
            },
          )
          await waitOrAbort(pollInterval, stopping.signal)
        }
      })()
      const stop = async (): Promise<void> => {
        stopping.abort()
        const stopped = Promise.allSettled([polling, stopQueue()])
        if (await within(drainTimeout, stopped)) return
        inProgress.abortAll()
        if (await within(abortTimeout, stopped)) return
        inProgress.abandonAll()
        await within(abortTimeout, stopped)
      }
      let stopped: Promise<void> | null = null
      return {
        stop: () => {
          stopped ??= stop()
          return stopped
        },
      }
    },
    (cause) => storeError(cause),
  )
