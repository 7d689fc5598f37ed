// Timestamps as arbitraries: in every format, or cheaply in one.
import * as fc from 'fast-check'
import * as O from 'fp-ts/lib/Option.js'
import {
  type DateTimeOffset,
  DateTimeOffset as DateTimeOffsetCodec,
  dateTimeOffsetOf,
} from '../../codec/index.js'

/** The range of a timestamp, as of `fc.date`. */
export interface DateTimeOffsetConstraints {
  readonly min?: Date
  readonly max?: Date
}

const digits = (maxLength: number) => fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength })

const offsets = fc.oneof(
  fc.constantFrom('Z', 'z', '+03:00', '-00:00', '+23:59', '-23:59'),
  fc
    .tuple(fc.constantFrom('+', '-'), fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(
      ([sign, hours, minutes]) =>
        `${sign}${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`,
    ),
)

const isDateTimeOffset = (text: string): text is DateTimeOffset => DateTimeOffsetCodec.is(text)

/**
 * Timestamps in every format of Edm.DateTimeOffset: with and without seconds, up to twelve fractional
 * digits, any offset. `min` and `max` bound the time as it is written, before its offset.
 *
 * @example
 * import { dateTimeOffset } from 'exact-match-session/testing'
 * import * as fc from 'fast-check'
 *
 * fc.assert(fc.property(dateTimeOffset(), (at) => at.length >= 17))
 */
export const dateTimeOffset = ({
  min = new Date(Date.UTC(2000, 0)),
  max = new Date(Date.UTC(2100, 0)),
}: DateTimeOffsetConstraints = {}): fc.Arbitrary<DateTimeOffset> =>
  fc
    .tuple(
      fc.date({ min, max, noInvalidDate: true }),
      fc.constantFrom('T', 't'),
      fc.oneof(fc.constant(''), fc.tuple(fc.integer({ min: 0, max: 60 }), digits(12))),
      offsets,
    )
    .map(([date, separator, seconds, offset]) => {
      const [day, time] = O.match(
        () => ['2000-01-01', '00:00'],
        (at: DateTimeOffset) => at.split('T'),
      )(dateTimeOffsetOf(date))
      const whole = seconds === '' ? '' : `:${String(seconds[0]).padStart(2, '0')}`
      const fraction = seconds === '' || seconds[1] === '' ? '' : `.${seconds[1]}`
      return `${day}${separator}${time?.slice(0, 5)}${whole}${fraction}${offset}`
    })
    .filter(isDateTimeOffset)

/** Timestamps in one format, which are cheap to generate. */
export const instant = ({ min, max }: Required<DateTimeOffsetConstraints>): fc.Arbitrary<DateTimeOffset> =>
  fc
    .date({ min, max, noInvalidDate: true })
    .map((date) => date.toISOString())
    .filter(isDateTimeOffset)
