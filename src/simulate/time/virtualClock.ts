// Virtual time as timestamps. It reads no real clock.
import { pipe } from 'fp-ts/lib/function.js'
import * as O from 'fp-ts/lib/Option.js'
import { type DateTimeOffset, dateOf, dateTimeOffsetOf } from '../../codec/index.js'

/** The time at `elapsed` whole microseconds after a start, to the microsecond. */
export type VirtualClock = (elapsed: number) => DateTimeOffset

const zero = '0'.charCodeAt(0)

/** Writes two digits as characters, from a place on. */
const writeTwo = (characters: Array<number>, place: number, value: number): void => {
  const tens = (value / 10) | 0
  characters[place] = zero + tens
  characters[place + 1] = zero + value - tens * 10
}

const writeThree = (characters: Array<number>, place: number, value: number): void => {
  const hundreds = (value / 100) | 0
  characters[place] = zero + hundreds
  writeTwo(characters, place + 1, value - hundreds * 100)
}

/** In milliseconds. */
const hour = 3_600_000

const changing = 'mm:ss.ffffffZ'

/** Nearly all timestamps: those of a year with four digits. */
type Usual = [...Nine, ...Nine, ...Nine]
type Nine = [number, number, number, number, number, number, number, number, number]

const isUsual = (characters: ReadonlyArray<number>): characters is Usual => characters.length === 27

/** Engines take arguments one by one in half the time that they take to spread them. */
const textOf = (c: ReadonlyArray<number>): string =>
  isUsual(c)
    ? // biome-ignore format: nine in a row
      String.fromCharCode(
        c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8],
        c[9], c[10], c[11], c[12], c[13], c[14], c[15], c[16], c[17],
        c[18], c[19], c[20], c[21], c[22], c[23], c[24], c[25], c[26],
      )
    : String.fromCharCode(...c)

/** The characters of a timestamp within the hour that begins at a time; null where a Date can't hold that. */
const hourText = (milliseconds: number): Array<number> | null =>
  pipe(
    dateTimeOffsetOf(new Date(milliseconds)),
    O.match(
      () => null,
      (text) =>
        Array.from(`${text.slice(0, text.lastIndexOf('T') + 'Thh:'.length)}${changing}`, (character) =>
          character.charCodeAt(0),
        ),
    ),
  )

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
  // In microseconds since the start, as `elapsed` is.
  let hourStart = Number.POSITIVE_INFINITY
  let characters: Array<number> | null = null
  return (elapsed) => {
    if (!(elapsed >= hourStart && elapsed < hourStart + hour * 1000)) {
      const first = Math.floor((origin + elapsed / 1000) / hour) * hour
      hourStart = (first - origin) * 1000
      characters = hourText(first)
    }
    if (characters === null) return start
    // An hour has more microseconds than a small integer of the engine holds, and fewer milliseconds.
    const within = elapsed - hourStart
    const milliseconds = (within / 1000) | 0
    const seconds = (milliseconds / 1000) | 0
    const minutes = (seconds / 60) | 0
    const place = characters.length - changing.length
    writeTwo(characters, place, minutes)
    writeTwo(characters, place + 3, seconds - minutes * 60)
    writeThree(characters, place + 6, milliseconds - seconds * 1000)
    writeThree(characters, place + 9, within - milliseconds * 1000)
    // Only the minutes and seconds of a valid timestamp have changed.
    return textOf(characters) as DateTimeOffset
  }
}
