// How far a session has come.
import type { ExactMatchSession } from '../../model/index.js'
import type { Count, SessionRecord } from '../record.js'
import { type ObservedSession, observed } from './observed.js'

/** Fractions from 0 to 1; those of a valid session never decrease. */
export interface Progress {
  readonly upload: number
  readonly processing: number
  /** Upload and processing count for half each, since the number of jobs is known only with the commit. */
  readonly whole: number
  /** The whole as a percentage, rounded down: 100 means completed. */
  readonly percentage: number
}

/** The part of a count that is done, as a share of `all`; `empty` where the total is 0. */
const done = ({ total, remaining }: Count, all: number, empty: number): number =>
  total === 0 ? empty : ((total - remaining) * all) / total

/** A session without blocks has uploaded all of them once it is no longer in Created. */
const uploadOf = ({ state, blocks }: ObservedSession, all: number): number =>
  state === 'created' ? 0 : done(blocks, all, state === undefined ? 0 : all)

/** A number of jobs known before the commit is no progress: the commit may set another. */
const processingOf = ({ state, jobs }: ObservedSession, all: number): number =>
  state === 'completed' ? all : done(jobs, all, 0)

/**
 * How far a session has come in its upload, in its processing and as a whole. Takes a record, or a resource as the API
 * returned it, even one that violates invariants.
 *
 * @example
 * import { progressOf } from 'exact-match-session/machine'
 *
 * progressOf({ state: 'UploadInProgress', totalBlockCount: 15, remainingBlockCount: 3 })
 * // { upload: 0.8, processing: 0, whole: 0.4, percentage: 40 }
 */
export const progressOf = (session: SessionRecord | ExactMatchSession): Progress => {
  const seen = observed(session)
  const upload = uploadOf(seen, 1)
  const processing = processingOf(seen, 1)
  return {
    upload,
    processing,
    whole: (upload + processing) / 2,
    // Not from the fractions: 29 of 50 would be 57.99… and rounded down to 57.
    percentage: Math.floor(uploadOf(seen, 50) + processingOf(seen, 50)),
  }
}
