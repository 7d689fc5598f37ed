// A duration as people write it: seconds, or numbers with their units.
import * as t from 'io-ts'
import { matching } from '../../codec/index.js'
import { Positive } from './quantity.js'

/** The seconds of each unit. */
const units = { ms: 0.001, s: 1, min: 60, h: 3_600, d: 86_400 }

type Unit = keyof typeof units

const amount = String.raw`\d{1,9}(?:\.\d{1,3})? ?(?:ms|s|min|h|d)`

const text = new RegExp(`^${amount}(?: ${amount}){0,3}$`)

/**
 * A duration: a number of seconds, or a text with the units ms, s, min, h, d.
 *
 * @example
 * import { Duration } from 'exact-match-session/simulate'
 *
 * Duration.is('1 h 30 min') // true
 * Duration.is(5400) // true: the same
 * Duration.is('90') // false: a text needs a unit
 */
export const Duration = t.union([Positive, matching('a duration such as 30 min', text)], 'Duration')
export type Duration = t.TypeOf<typeof Duration>

/**
 * The seconds of a duration.
 *
 * @example
 * import { secondsOf } from 'exact-match-session/simulate'
 *
 * secondsOf('1 h 30 min') // 5400
 * secondsOf(90) // 90
 */
export const secondsOf = (duration: Duration): number =>
  typeof duration === 'number'
    ? duration
    : Array.from(
        duration.matchAll(/([\d.]+) ?([a-z]+)/g),
        ([, number = '', unit = '']) =>
          // The pattern of the codec takes these units only; NaN for a text that no codec has checked.
          Number(number) * units[unit as Unit],
      ).reduce((sum, seconds) => sum + seconds, 0)
