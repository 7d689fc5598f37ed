// How long the phases of a session take.
import { differenceInSeconds } from 'date-fns/differenceInSeconds'
import { type DateTimeOffset, dateOf } from '../../codec/index.js'
import type { SessionRecord } from '../record.js'
import { type Duration, durationOf } from './duration.js'

/** How long each phase took or has taken so far; null where it has not started, or the time is unknown. */
export interface Durations {
  /** From the start to the last block. */
  readonly upload: Duration | null
  /** From the last block to the last job. Includes the wait for the commit, whose time no property records. */
  readonly processing: Duration | null
  /** From the creation to the end. */
  readonly whole: Duration | null
}

/** Never negative, even where the clock of `to` is behind the clock of `from`. */
const between = (from: DateTimeOffset | null, to: DateTimeOffset): Duration | null => {
  const earlier = from === null ? null : dateOf(from)
  const later = dateOf(to)
  return earlier?._tag === 'Some' && later._tag === 'Some'
    ? durationOf(Math.max(0, differenceInSeconds(later.value, earlier.value)))
    : null
}

/**
 * How long the upload, the processing and the whole of a session took, or have taken until `now`. A phase that an error
 * or a cancellation cut short ended then.
 *
 * @example
 * import { DateTimeOffset } from 'exact-match-session/codec'
 * import { durationsOf, initialSession } from 'exact-match-session/machine'
 * import * as E from 'fp-ts/lib/Either.js'
 * import { pipe } from 'fp-ts/lib/function.js'
 *
 * const at = DateTimeOffset.of('2026-11-24T09:00:00Z')
 * const session = initialSession({ id: 'a', at, request: { totalBlockCount: 15 } })
 * pipe(session, E.map((record) => durationsOf(record, DateTimeOffset.of('2026-11-24T10:30:05Z')).whole))
 * // right({ days: 0, hours: 1, minutes: 30, seconds: 5 })
 */
export const durationsOf = ({ context: { timeline } }: SessionRecord, now: DateTimeOffset): Durations => {
  const end = timeline.completionDateTime ?? now
  return {
    upload: between(timeline.startDateTime, timeline.uploadCompletionDateTime ?? end),
    processing: between(timeline.uploadCompletionDateTime, timeline.processingCompletionDateTime ?? end),
    whole: between(timeline.creationDateTime, end),
  }
}
