// The jobs of the reference service: it has nothing to match, so it waits and completes them in batches.
import { isPresent } from '../../codec/index.js'
import { type ExactMatchSession, sessionStates } from '../../model/index.js'

/** How many jobs to complete next, and after how many milliseconds. */
export interface Batch {
  readonly count: number
  readonly delay: number
}

/** Enough batches to show progress. */
const maxBatches = 10

/** In milliseconds: shorter batches cost more than they show. */
const minDelay = 1_000

/** The next batch of a session, all of whose jobs take `processingTime` milliseconds; null where no job remains. */
export const nextBatch = (session: ExactMatchSession, processingTime: number): Batch | null => {
  const { state, totalJobCount: total, remainingJobCount: remaining } = session
  if (state !== sessionStates.processing.wire || !isPresent(total) || !isPresent(remaining)) return null
  const batches = Math.max(1, Math.min(total, maxBatches, Math.floor(processingTime / minDelay)))
  return { count: Math.min(remaining, Math.ceil(total / batches)), delay: processingTime / batches }
}
