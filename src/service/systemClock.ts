// The clock of the operating system.
import type { IO } from 'fp-ts/lib/IO.js'
import { DateTimeOffset } from '../codec/index.js'

/**
 * The time in UTC, to the millisecond.
 *
 * @example
 * import { DateTimeOffset } from 'exact-match-session/codec'
 * import { systemClock } from 'exact-match-session/service'
 *
 * DateTimeOffset.is(systemClock()) // true
 */
export const systemClock: IO<DateTimeOffset> = () => DateTimeOffset.of(new Date().toISOString())
