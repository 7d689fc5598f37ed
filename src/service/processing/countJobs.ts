// Counts jobs that work has done. An outage of the store must not cost their results, so this waits for its end.
import * as E from 'fp-ts/lib/Either.js'
import type { ServiceError } from '../serviceError.js'
import type { SessionService } from '../sessionService.js'
import type { SessionKey, StoredSession } from '../store/sessionStore.js'
import { nextJobOf } from './nextJob.js'
import { waitOrAbort } from './wait.js'

/** Jobs that are done. */
export interface DoneJobs {
  readonly key: SessionKey
  /** The session before the first of them. */
  readonly before: StoredSession
  readonly count: number
}

type Counted = E.Either<ServiceError, StoredSession>

/**
 * Whether the jobs are still to be counted in a session as it is now: a change of its metadata does not matter, but one
 * that was recreated under its id does, or jobs that another worker has counted.
 */
const isUncounted = (before: StoredSession, now: StoredSession): boolean =>
  before.uid === now.uid && nextJobOf(before.session)?.remaining === nextJobOf(now.session)?.remaining

/** Counts jobs, unless the signal aborts: what has been asked of the store by then, it may have done. */
export const countJobs = async (
  service: SessionService,
  { key, before, count }: DoneJobs,
  signal: AbortSignal,
  onError: (error: ServiceError) => void,
): Promise<Counted | null> => {
  let { revision } = before
  while (!signal.aborted) {
    const counted = await service.completeJobs({ ...key, revisions: [revision], count })()
    if (E.isRight(counted)) return counted
    const { left: error } = counted
    if (error.code === 'unavailable') {
      onError(error)
      await waitOrAbort(error.retryAfter * 1_000, signal)
    } else if (error.code === 'preconditionFailed') {
      const found = await service.get(key)()
      if (E.isLeft(found)) return found
      if (!isUncounted(before, found.right)) return counted
      revision = found.right.revision
    } else return counted
  }
  return null
}
