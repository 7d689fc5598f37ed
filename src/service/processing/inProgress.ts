// The jobs that a processor does at the moment, so that it can abort them.
import * as E from 'fp-ts/lib/Either.js'
import { nameOf, type SessionKey } from '../store/sessionStore.js'

/** Why a job has no result: its session left the processing, or the processor stops. */
type Aborted = 'leftProcessing' | 'stopping'

interface Running {
  readonly key: SessionKey
  readonly controller: AbortController
  /** Ends the wait for work that ignores its signal. */
  readonly abandon: () => void
  why: Aborted | null
}

/** The jobs in progress. */
export interface InProgress {
  /** Runs a job, which never rejects; left: why it was aborted. What comes of it afterwards does not matter. */
  readonly run: <A>(
    key: SessionKey,
    job: (signal: AbortSignal) => Promise<A>,
  ) => Promise<E.Either<Aborted, A>>
  readonly keys: () => ReadonlyArray<SessionKey>
  /** Aborts the job of a session that is no longer in processing. */
  readonly abort: (key: SessionKey) => void
  /** Aborts all jobs, those to come too. */
  readonly abortAll: () => void
  /** Waits no longer for work that has been aborted. */
  readonly abandonAll: () => void
}

const abortBecause = (running: Running, why: Aborted): void => {
  running.why ??= why
  running.controller.abort()
}

export const createInProgress = (): InProgress => {
  /** Two of them can be of one session, where another process took over meanwhile. */
  const jobs = new Set<Running>()
  let stopping = false

  return {
    run: async (key, job) => {
      const controller = new AbortController()
      let abandon = (): void => {}
      const abandoned = new Promise<E.Either<Aborted, never>>((resolve) => {
        abandon = () => resolve(E.left('stopping'))
      })
      const running: Running = { key, controller, abandon, why: null }
      jobs.add(running)
      if (stopping) abortBecause(running, 'stopping')
      const ended = job(controller.signal).then(E.right)
      const outcome = await Promise.race([ended, abandoned])
      jobs.delete(running)
      return running.why === null ? outcome : E.left(running.why)
    },
    keys: () => [...jobs].map(({ key }) => key),
    abort: (key) => {
      for (const running of jobs) {
        if (nameOf(running.key) === nameOf(key)) abortBecause(running, 'leftProcessing')
      }
    },
    abortAll: () => {
      stopping = true
      for (const running of jobs) abortBecause(running, 'stopping')
    },
    abandonAll: () => {
      for (const { abandon } of jobs) abandon()
    },
  }
}
