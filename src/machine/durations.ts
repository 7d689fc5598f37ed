// How long the phases of a session take, as date-fns durations.
import type { Duration } from 'date-fns'
import { secondsInDay, secondsInHour, secondsInMinute } from 'date-fns/constants'
import { differenceInSeconds } from 'date-fns/differenceInSeconds'
import * as O from 'fp-ts/lib/Option.js'
import { type DateTimeOffset, dateOf } from '../codec/index.js'
import type { SessionRecord } from './record.js'

/** How long each phase took or has taken so far; null where it has not started, or the time is unknown. */
export interface Durations {
  /** From the start to the last block. */
  readonly upload: Duration | null
  /** From the last block to the last job. Includes the wait for the commit, whose time no property records. */
  readonly processing: Duration | null
  /** From the creation to the end. */
  readonly whole: Duration | null
}

/** Days of 24 hours, which need no time zone, and whole seconds. */
const durationOf = (seconds: number): Duration => ({
  days: Math.floor(seconds / secondsInDay),
  hours: Math.floor((seconds % secondsInDay) / secondsInHour),
  minutes: Math.floor((seconds % secondsInHour) / secondsInMinute),
  seconds: seconds % secondsInMinute,
})

/** Never negative, even where the clock of `to` is behind the clock of `from`. */
const between = (from: DateTimeOffset | null, to: DateTimeOffset): Duration | null => {
  const earlier = from === null ? O.none : dateOf(from)
  const later = dateOf(to)
  return O.isSome(earlier) && O.isSome(later)
    ? durationOf(Math.max(0, differenceInSeconds(later.value, earlier.value)))
    : null
}

/**
 * How long the upload, the processing and the whole of a session took, or have taken until `now`: days of 24 hours,
 * hours, minutes and whole seconds, as date-fns formats and adds them. What has ended by an error or a cancellation
 * ended then.
 *
 * @example
 * import { formatDuration } from 'date-fns'
 * import type { DateTimeOffset } from 'exact-match-session/codec'
 * import { durationsOf, type SessionRecord } from 'exact-match-session/machine'
 *
 * const line = (record: SessionRecord, now: DateTimeOffset) => formatDuration(durationsOf(record, now).upload ?? {})
 */
export const durationsOf = ({ context: { timeline } }: SessionRecord, now: DateTimeOffset): Durations => {
  const end = timeline.completionDateTime ?? now
  return {
    upload: between(timeline.startDateTime, timeline.uploadCompletionDateTime ?? end),
    processing: between(timeline.uploadCompletionDateTime, timeline.processingCompletionDateTime ?? end),
    whole: between(timeline.creationDateTime, end),
  }
}
