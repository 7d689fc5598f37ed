// Virtual time: whole milliseconds since a start, as timestamps. It reads no real clock.
import { pipe } from 'fp-ts/lib/function.js'
import * as O from 'fp-ts/lib/Option.js'
import { type DateTimeOffset, dateOf, dateTimeOffsetOf } from '../codec/index.js'

/** The time at `elapsed` whole milliseconds after a start. */
export type VirtualClock = (elapsed: number) => DateTimeOffset

const zero = '0'.charCodeAt(0)

/** Writes two digits as characters, from a place on. */
const writeDigits = (characters: Array<number>, place: number, value: number): void => {
  const tens = (value / 10) | 0
  characters[place] = zero + tens
  characters[place + 1] = zero + value - tens * 10
}

const hour = 3_600_000

/**
 * A clock that starts at a time, cut to milliseconds, and gives UTC. It stops where a Date can't hold the time.
 *
 * Simulations ask for millions of times, in order. So a Date is made once an hour, and only the digits after `hh:` are
 * written; as characters, because engines would join a string of parts again whenever it is compared.
 */
export const clockFrom = (start: DateTimeOffset): VirtualClock => {
  const origin = pipe(
    dateOf(start),
    O.match(
      () => Number.NaN,
      (date) => date.getTime(),
    ),
  )
  // Whole milliseconds since the start, which engines keep as small integers.
  let hourStart = Number.POSITIVE_INFINITY
  let characters: Array<number> | null = null
  return (elapsed) => {
    if (elapsed < hourStart || elapsed >= hourStart + hour) {
      const first = Math.floor((origin + elapsed) / hour) * hour
      hourStart = first - origin
      const text = O.toNullable(dateTimeOffsetOf(new Date(first)))
      characters = text === null ? null : Array.from(text, (character) => character.charCodeAt(0))
    }
    if (characters === null) return start
    // From here on: `mm:ss.fffZ`, the last ten characters.
    const within = (elapsed - hourStart) | 0
    const minutes = (within / 60_000) | 0
    const seconds = (within / 1000) | 0
    const hundredths = (within / 10) | 0
    const place = characters.length - '00:00.000Z'.length
    writeDigits(characters, place, minutes)
    writeDigits(characters, place + 3, seconds - minutes * 60)
    writeDigits(characters, place + 6, hundredths - seconds * 100)
    characters[place + 8] = zero + within - hundredths * 10
    // Only the minutes and seconds of a valid timestamp have changed.
    return String.fromCharCode(...characters) as DateTimeOffset
  }
}
