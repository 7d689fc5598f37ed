// Processing after commit. A poll finds the sessions to process and puts each into the queue, so that none is lost with
// the process that committed it. The queue gives each to one worker; should two get the same, the revision keeps its
// jobs from being counted twice.
import { setTimeout as wait } from 'node:timers/promises'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { SessionService } from '../sessionService.js'
import { nameOf, type SessionKey, type SessionStore } from '../store/sessionStore.js'
import { type StoreError, storeError } from '../store/storeError.js'
import { nextBatch } from './batch.js'
import type { Work, WorkQueue } from './workQueue.js'

/** The dependencies and options of a processor. */
export interface ProcessorOptions {
  readonly service: SessionService
  /** The store of the service. */
  readonly store: SessionStore
  readonly queue: WorkQueue
  /** How long the processing of a session takes, in milliseconds. */
  readonly processingTime: number
  /**
   * How often to look for committed sessions, in milliseconds.
   * @defaultValue 500
   */
  readonly pollInterval?: number
  /**
   * Called with the error of every poll and of all work that fails, for a log. Both are tried again. `key` is the session
   * that was worked on, null for a poll.
   */
  readonly onError?: (error: unknown, key: SessionKey | null) => void
}

/** A running processor. */
export interface Processor {
  /** Stops it after the work in progress. Waiting work is left to other processors, or to the next one. */
  readonly stop: () => Promise<void>
}

/** How many sessions a poll reads at once. */
const pageSize = 1_000

/** After this many polls all sessions are put into the queue again, so that no work of a dead worker is lost. */
const pollsPerReset = 60

/** Completes a batch of jobs, unless another worker was faster; rejects where the store fails, to be tried again. */
const workOf =
  ({ service, processingTime, onError }: ProcessorOptions): Work =>
  async (key) => {
    const outcome = await pipe(
      service.get(key),
      TE.flatMap(({ session, revision }) => {
        const batch = nextBatch(session, processingTime)
        return batch === null
          ? TE.right(session)
          : pipe(
              service.completeJobs({ ...key, revisions: [revision], count: batch.count }),
              TE.map((stored) => stored.session),
            )
      }),
    )()
    if (E.isRight(outcome)) return nextBatch(outcome.right, processingTime)?.delay ?? null
    const { left: error } = outcome
    if (error.code === 'corrupt') onError?.(error, key)
    if (error.code === 'unavailable' || error.code === 'storeFailed') {
      onError?.(error, key)
      throw new Error(error.message)
    }
    return error.code === 'preconditionFailed' ? 0 : null
  }

/** Puts every session to process into the queue, except the ones given; gives all that are in it now. */
const pollOf =
  ({ service, store, queue, processingTime, onError }: ProcessorOptions) =>
  async (before: ReadonlySet<string>): Promise<ReadonlySet<string>> => {
    const queued = new Set<string>()
    for (let after: string | null | undefined; after !== null; ) {
      const page = await store.processing({ top: pageSize, ...(after === undefined ? {} : { after }) })()
      if (E.isLeft(page)) {
        onError?.(page.left, null)
        return queued
      }
      for (const key of page.right.items) {
        const name = nameOf(key)
        if (!before.has(name)) {
          const found = await service.get(key)()
          if (E.isLeft(found) && found.left.code !== 'notFound') onError?.(found.left, key)
          const batch = E.isRight(found) ? nextBatch(found.right.session, processingTime) : null
          if (batch === null) continue
          await queue.put(key, batch.delay)
        }
        queued.add(name)
      }
      after = page.right.next
    }
    return queued
  }

/**
 * Processes committed sessions, those in the store and those to come: completes their jobs. Several processors may
 * work on one store if they share its queue.
 *
 * @example
 * import {
 *   createTimerQueue,
 *   type SessionService,
 *   type SessionStore,
 *   startProcessor,
 * } from 'exact-match-session/service'
 *
 * const process = (service: SessionService, store: SessionStore) =>
 *   startProcessor({ service, store, queue: createTimerQueue(), processingTime: 2_000 })
 */
export const startProcessor = (options: ProcessorOptions): TE.TaskEither<StoreError, Processor> =>
  TE.tryCatch(
    async () => {
      const { queue, pollInterval = 500 } = options
      const stopWork = await queue.run(workOf(options))
      const poll = pollOf(options)
      const stopping = new AbortController()
      const polling = (async () => {
        let queued: ReadonlySet<string> = new Set()
        for (let count = 1; !stopping.signal.aborted; count += 1) {
          // A poll that fails has queued nothing for certain; the next one finds the same sessions.
          queued = await poll(count % pollsPerReset === 0 ? new Set() : queued).catch((error) => {
            options.onError?.(error, null)
            return new Set<string>()
          })
          await wait(pollInterval, undefined, { signal: stopping.signal }).catch(() => undefined)
        }
      })()
      return {
        stop: async () => {
          stopping.abort()
          await polling
          await stopWork()
        },
      }
    },
    (cause) => storeError(cause),
  )
