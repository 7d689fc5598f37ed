// A timestamp as a number, for those who compute with differences of time.
import { type DateTimeOffset, dateOf } from './dateTimeOffset.js'

/**
 * Whole milliseconds since 1970; 0 where the year is beyond what a Date holds (see {@link dateOf}).
 *
 * @example
 * import { DateTimeOffset, epochMillisOf } from 'exact-match-session/codec'
 *
 * epochMillisOf(DateTimeOffset.of('1970-01-01T00:00:01.5Z')) // 1500
 */
export const epochMillisOf = (at: DateTimeOffset): number => {
  const date = dateOf(at)
  return date._tag === 'Some' ? date.value.getTime() : 0
}
