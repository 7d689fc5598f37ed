// Processing after commit. A sweep finds the sessions that are to be processed and sees that each has a job: so none
// is forgotten, whoever committed it and whatever died since. The queue sees that no two workers do the same job, and
// where one is done twice all the same, the revision tells: nothing is counted twice.
import { setTimeout as wait } from 'node:timers/promises'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { type Unavailable, unavailable } from '../serviceError.js'
import type { SessionService } from '../sessionService.js'
import { nameOf, type SessionStore } from '../sessionStore.js'
import type { JobQueue, Work } from './jobQueue.js'
import { shareOf } from './processing.js'

/** What a processor is made of. */
export interface ProcessorOptions {
  readonly service: SessionService
  /** The service's store. */
  readonly store: SessionStore
  readonly queue: JobQueue
  /** How long the processing of a session takes, in milliseconds. */
  readonly processingTime: number
  /** How often it looks for sessions that have been committed, in milliseconds; 500 by default. */
  readonly sweepInterval?: number
}

/** A processor at work. */
export interface Processor {
  /** Ends it, once the jobs under way are done; those that wait are for whoever comes next. */
  readonly stop: () => Promise<void>
}

/** How many sessions a sweep reads at once. */
const top = 1_000

/** After so many sweeps every job is put again: that of a worker that died must not hold its session up for ever. */
const sweepsToForget = 60

/** Does a share of a session's jobs, unless somebody else was faster; rejects where that can't be known. */
const workOf =
  (service: SessionService, processingTime: number): Work =>
  async (key) => {
    const outcome = await pipe(
      service.get(key),
      TE.flatMap(({ session, revision }) => {
        const share = shareOf(session, processingTime)
        return share === null
          ? TE.right(session)
          : pipe(
              service.completeJobs({ ...key, revisions: [revision], count: share.count }),
              TE.map((stored) => stored.session),
            )
      }),
    )()
    if (E.isRight(outcome)) return shareOf(outcome.right, processingTime)?.delay ?? null
    const { left: error } = outcome
    if (error.type === 'unavailable') throw new Error(error.message)
    return error.type === 'preconditionFailed' ? 0 : null
  }

/** Puts a job for every session that is to be processed and isn't among those given; gives all that now have one. */
const sweepOf =
  ({ service, store, queue, processingTime }: ProcessorOptions) =>
  async (before: ReadonlySet<string>): Promise<ReadonlySet<string>> => {
    const put = new Set<string>()
    for (let after: string | null | undefined; after !== null; ) {
      const page = await store.processing({ top, ...(after === undefined ? {} : { after }) })()
      if (E.isLeft(page)) return put
      for (const key of page.right.items) {
        const name = nameOf(key)
        if (!before.has(name)) {
          const found = await service.get(key)()
          const share = E.isRight(found) ? shareOf(found.right.session, processingTime) : null
          if (share === null) continue
          await queue.put(key, share.delay)
        }
        put.add(name)
      }
      after = page.right.next
    }
    return put
  }

/**
 * Starts to process the sessions of a store that are committed, and to be committed: it completes their jobs.
 * Any number of processors may work on one store whose queue they share.
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
export const startProcessor = (options: ProcessorOptions): TE.TaskEither<Unavailable, Processor> =>
  TE.tryCatch(
    async () => {
      const { service, queue, processingTime, sweepInterval = 500 } = options
      const stopJobs = await queue.run(workOf(service, processingTime))
      const sweep = sweepOf(options)
      const stopping = new AbortController()
      const sweeping = (async () => {
        let put: ReadonlySet<string> = new Set()
        for (let count = 1; !stopping.signal.aborted; count += 1) {
          // A queue that can't be reached takes nothing; the next sweep finds the same sessions.
          put = await sweep(count % sweepsToForget === 0 ? new Set() : put).catch(() => new Set<string>())
          await wait(sweepInterval, undefined, { signal: stopping.signal }).catch(() => undefined)
        }
      })()
      return {
        stop: async () => {
          stopping.abort()
          await sweeping
          await stopJobs()
        },
      }
    },
    (cause) => unavailable(cause),
  )
