// Timestamps part by part, and the calendar, written independently of the codec.
import * as fc from 'fast-check'
import { DateTimeOffset } from '../../src/codec/index.js'

export const two = (count: number): string => String(count).padStart(2, '0')

/** Years in full: at least four digits, as many as needed. */
export const yearText = (year: number): string =>
  `${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}`

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

export const lengthOf = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31

export const timestamp = (text: string): DateTimeOffset => {
  if (!DateTimeOffset.is(text)) throw new Error(`${text} is no timestamp`)
  return text
}

export const year = fc.oneof(
  fc.integer({ min: 1900, max: 2100 }),
  fc.integer({ min: -20_000, max: 20_000 }),
  fc.constantFrom(-400, -100, -4, 0, 4, 100, 400, 1900, 2000, 123_456_789),
)

/** What a timestamp says, part by part. */
export const parts = fc.record({
  year,
  month: fc.integer({ min: 1, max: 12 }),
  day: fc.integer({ min: 1, max: 28 }),
  hour: fc.integer({ min: 0, max: 23 }),
  minute: fc.integer({ min: 0, max: 59 }),
  second: fc.integer({ min: 0, max: 59 }),
  fraction: fc.bigInt({ min: 0n, max: 999_999_999_999n }),
  shift: fc.integer({ min: -1439, max: 1439 }),
})
export type Parts = typeof parts extends fc.Arbitrary<infer P> ? P : never

export const textOf = ({ year, month, day, hour, minute, second, fraction, shift }: Parts): DateTimeOffset =>
  timestamp(
    `${yearText(year)}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}` +
      `.${String(fraction).padStart(12, '0')}` +
      `${shift < 0 ? '-' : '+'}${two(Math.floor(Math.abs(shift) / 60))}:${two(Math.abs(shift) % 60)}`,
  )

/** Days since the first of March of year 0, by the civil calendar. */
export const dayNumber = (year: number, month: number, day: number): bigint => {
  const shifted = BigInt(month <= 2 ? year - 1 : year)
  const floored = (of: bigint, by: bigint) => (of >= 0n ? of / by : -((-of + by - 1n) / by))
  const fromMarch = BigInt((month + 9) % 12)
  return (
    365n * shifted +
    floored(shifted, 4n) -
    floored(shifted, 100n) +
    floored(shifted, 400n) +
    (fromMarch * 306n + 5n) / 10n +
    BigInt(day - 1)
  )
}

/** The instant in units of the twelfth digit, by whole numbers only. */
export const instantOf = ({ year, month, day, hour, minute, second, fraction, shift }: Parts): bigint => {
  const minutes = dayNumber(year, month, day) * 1440n + BigInt(hour * 60 + minute - shift)
  return (minutes * 60n + BigInt(second)) * 1_000_000_000_000n + fraction
}
