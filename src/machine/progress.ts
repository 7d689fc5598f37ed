// How far a session has come.
import type { SessionRecord, Tally } from './record.js'

/** Fractions from 0 to 1, none of which ever falls. */
export interface Progress {
  readonly upload: number
  readonly processing: number
  /** Upload and processing count for half each: how many jobs there will be is known only with the commit. */
  readonly whole: number
  /** The whole as a percentage, cut to a whole number: 100 means done. */
  readonly percentage: number
}

const fractionOf = (tally: Tally | null, done: boolean): number => {
  if (done || tally === null || tally.total === 0) return Number(done)
  return (tally.total - tally.remaining) / tally.total
}

/**
 * How far a session has come in its upload, in its processing and as a whole.
 *
 * @example
 * import { progressOf, type SessionRecord } from 'exact-match-session/machine'
 *
 * const line = (record: SessionRecord) => `${progressOf(record).percentage} %`
 */
export const progressOf = ({ value, context }: SessionRecord): Progress => {
  const { blocks, jobs, timeline } = context
  const upload = fractionOf(blocks, value === 'completed' || timeline.uploadCompletionDateTime !== null)
  const processing = fractionOf(jobs, value === 'completed')
  const whole = (upload + processing) / 2
  return { upload, processing, whole, percentage: Math.floor(whole * 100) }
}
