// What a reference service does after a commit: it has nothing to match, so it takes its time and completes the jobs,
// a share at a time.
import { isPresent } from '../../codec/index.js'
import { type ExactMatchSession, sessionStates } from '../../model/index.js'

/** How many jobs come next, and after how many milliseconds. */
export interface Share {
  readonly count: number
  readonly delay: number
}

/** So many shares show progress; shorter ones than that, in milliseconds, would only cost. */
const shares = { most: 10, shortest: 1_000 }

/** The next share of a session's jobs, all of which take `processingTime` milliseconds; null where none remains. */
export const shareOf = (session: ExactMatchSession, processingTime: number): Share | null => {
  const { state, totalJobCount: total, remainingJobCount: remaining } = session
  if (state !== sessionStates.processing.wire || !isPresent(total) || !isPresent(remaining)) return null
  const parts = Math.max(1, Math.min(total, shares.most, Math.floor(processingTime / shares.shortest)))
  return { count: Math.min(remaining, Math.ceil(total / parts)), delay: processingTime / parts }
}
