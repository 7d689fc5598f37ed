// What a processor reads of a session: whether it is in processing, and its next job.
import { isPresent } from '../../codec/index.js'
import { type ExactMatchSession, sessionStates } from '../../model/index.js'
import type { Job } from './work.js'

/** The job that comes next. */
export type NextJob = Pick<Job, 'number' | 'total' | 'remaining'>

/** The next job of a session; null where it is not in processing. */
export const nextJobOf = (session: ExactMatchSession): NextJob | null => {
  const { state, totalJobCount: total, remainingJobCount: remaining } = session
  if (state !== sessionStates.processing.wire || !isPresent(total) || !isPresent(remaining)) return null
  return { number: total - remaining + 1, total, remaining }
}
