// Virtual time: whole milliseconds since a start, told as timestamps. No clock of any machine is asked.
import { pipe } from 'fp-ts/lib/function.js'
import * as O from 'fp-ts/lib/Option.js'
import { type DateTimeOffset, dateOf, dateTimeOffsetOf } from '../codec/index.js'

/** The time so many whole milliseconds after a start. */
export type Clock = (elapsed: number) => DateTimeOffset

const zero = '0'.charCodeAt(0)

/** Two digits as characters, from the place on. */
const put = (characters: Array<number>, place: number, value: number): void => {
  const tens = (value / 10) | 0
  characters[place] = zero + tens
  characters[place + 1] = zero + value - tens * 10
}

const hour = 3_600_000

/**
 * A clock that starts at a time, cut to milliseconds, and tells UTC. Where no Date can hold what it should tell,
 * it stands still.
 *
 * Simulations ask for millions of times, in order. So a date is made once an hour, and only the digits after `hh:`
 * are put in place; as characters, since a string joined from parts is joined again when it is compared.
 */
export const clockFrom = (start: DateTimeOffset): Clock => {
  const origin = pipe(
    dateOf(start),
    O.match(
      () => Number.NaN,
      (date) => date.getTime(),
    ),
  )
  // Whole numbers of milliseconds since the start, small enough that engines keep them, and the characters, as such.
  let begun = Number.POSITIVE_INFINITY
  let characters: Array<number> | null = null
  return (elapsed) => {
    if (elapsed < begun || elapsed >= begun + hour) {
      const first = Math.floor((origin + elapsed) / hour) * hour
      begun = first - origin
      const text = O.toNullable(dateTimeOffsetOf(new Date(first)))
      characters = text === null ? null : Array.from(text, (character) => character.charCodeAt(0))
    }
    if (characters === null) return start
    // From here on `mm:ss.fffZ`, the last ten characters.
    const within = (elapsed - begun) | 0
    const minutes = (within / 60_000) | 0
    const seconds = (within / 1000) | 0
    const hundredths = (within / 10) | 0
    const place = characters.length - '00:00.000Z'.length
    put(characters, place, minutes)
    put(characters, place + 3, seconds - minutes * 60)
    put(characters, place + 6, hundredths - seconds * 100)
    characters[place + 8] = zero + within - hundredths * 10
    // A timestamp of this hour with other digits for its minutes and seconds: well-formed, as the first one is.
    return String.fromCharCode(...characters) as DateTimeOffset
  }
}
