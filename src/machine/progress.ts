// How far a session has come.
import type { Count, SessionRecord } from './record.js'

/** Fractions from 0 to 1, none of which ever falls. */
export interface Progress {
  readonly upload: number
  readonly processing: number
  /** Upload and processing count for half each: how many jobs there will be is known only with the commit. */
  readonly whole: number
  /** The whole as a percentage, cut to a whole number: 100 means done. */
  readonly percentage: number
}

/** The part of a count that is done, as a share of `all`; `empty` where the total is 0. */
const done = ({ total, remaining }: Count, all: number, empty: number): number =>
  total === 0 ? empty : ((total - remaining) * all) / total

/** A session without blocks has uploaded all of them once it is no longer in Created. */
const uploadOf = ({ value, context: { blocks } }: SessionRecord, all: number): number =>
  value === 'created' ? 0 : done(blocks, all, all)

/** A number of jobs that was known before is no progress: the commit may set another. */
const processingOf = ({ value, context: { jobs } }: SessionRecord, all: number): number =>
  value === 'completed' ? all : done(jobs ?? { total: 0, remaining: 0 }, all, 0)

/**
 * How far a session has come in its upload, in its processing and as a whole.
 *
 * @example
 * import { progressOf, type SessionRecord } from 'exact-match-session/machine'
 *
 * const line = (record: SessionRecord) => `${progressOf(record).percentage} %`
 */
export const progressOf = (record: SessionRecord): Progress => {
  const upload = uploadOf(record, 1)
  const processing = processingOf(record, 1)
  return {
    upload,
    processing,
    whole: (upload + processing) / 2,
    // Not from the fractions: 29 of 50 would be 57.99… and cut to 57.
    percentage: Math.floor(uploadOf(record, 50) + processingOf(record, 50)),
  }
}
