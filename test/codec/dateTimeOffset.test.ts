// Edm.DateTimeOffset: the standard's own cases, the calendar, an exact order, and the way to a Date and back.
import * as fc from 'fast-check'
import * as O from 'fp-ts/lib/Option.js'
import { describe, expect, it } from 'vitest'
import {
  DateTimeOffset,
  dateOf,
  dateTimeOffsetOf,
  dateTimeOffsetOrd,
  laterOf,
} from '../../src/codec/index.js'
import { casesOf } from './standard.js'

const two = (count: number): string => String(count).padStart(2, '0')

/** Years in full: at least four digits, as many as it takes. */
const yearText = (year: number): string => `${year < 0 ? '-' : ''}${String(Math.abs(year)).padStart(4, '0')}`

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

const lengthOf = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31

const timestamp = (text: string): DateTimeOffset => {
  if (!DateTimeOffset.is(text)) throw new Error(`${text} is no timestamp`)
  return text
}

const year = fc.oneof(
  fc.integer({ min: 1900, max: 2100 }),
  fc.integer({ min: -20_000, max: 20_000 }),
  fc.constantFrom(-400, -100, -4, 0, 4, 100, 400, 1900, 2000, 123_456_789),
)

/** What a timestamp says, part by part. */
const parts = fc.record({
  year,
  month: fc.integer({ min: 1, max: 12 }),
  day: fc.integer({ min: 1, max: 28 }),
  hour: fc.integer({ min: 0, max: 23 }),
  minute: fc.integer({ min: 0, max: 59 }),
  second: fc.integer({ min: 0, max: 59 }),
  fraction: fc.bigInt({ min: 0n, max: 999_999_999_999n }),
  shift: fc.integer({ min: -1439, max: 1439 }),
})
type Parts = typeof parts extends fc.Arbitrary<infer P> ? P : never

const textOf = ({ year, month, day, hour, minute, second, fraction, shift }: Parts): DateTimeOffset =>
  timestamp(
    `${yearText(year)}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}` +
      `.${String(fraction).padStart(12, '0')}` +
      `${shift < 0 ? '-' : '+'}${two(Math.floor(Math.abs(shift) / 60))}:${two(Math.abs(shift) % 60)}`,
  )

/** Days since the first of March of year 0, by the civil calendar. */
const dayNumber = (year: number, month: number, day: number): bigint => {
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

/** The instant in units of the twelfth digit, by whole numbers alone. */
const instantOf = ({ year, month, day, hour, minute, second, fraction, shift }: Parts): bigint => {
  const minutes = dayNumber(year, month, day) * 1440n + BigInt(hour * 60 + minute - shift)
  return (minutes * 60n + BigInt(second)) * 1_000_000_000_000n + fraction
}

describe('DateTimeOffset', () => {
  it.each(casesOf('dateTimeOffsetValue'))(
    'agrees with the standard: $input, $verdict',
    ({ input, verdict }) => expect(DateTimeOffset.is(input)).toBe(verdict === 'ACCEPT'),
  )

  it('takes exactly the days that the calendar has', () => {
    fc.assert(
      fc.property(
        year,
        fc.integer({ min: 0, max: 13 }),
        fc.integer({ min: 0, max: 32 }),
        (year, month, day) => {
          const exists = month >= 1 && month <= 12 && day >= 1 && day <= lengthOf(year, month)
          expect(DateTimeOffset.is(`${yearText(year)}-${two(month)}-${two(day)}T12:00Z`)).toBe(exists)
        },
      ),
      { numRuns: 5000 },
    )
  })

  it('keeps what it takes, letter by letter', () => {
    fc.assert(
      fc.property(parts, (parts) => {
        const text = textOf(parts)
        expect(DateTimeOffset.decode(text)).toEqual({ _tag: 'Right', right: text })
        expect(DateTimeOffset.encode(text)).toBe(text)
      }),
    )
  })

  it.each([
    '2026-11-20T10:00Z',
    '2026-11-20t10:00z',
    '2026-11-20T10:00:60Z',
    '2016-12-31T23:57:35.2754224+03:00',
    '2026-11-20T10:00:00.123456789012-23:59',
    '2026-11-20T10:00:00+23:59',
    '2024-02-29T00:00Z',
    '2000-02-29T00:00Z',
    '-0044-03-15T12:00Z',
    '12026-11-20T10:00Z',
    '0000-02-29T00:00Z',
  ])('takes %s', (text) => expect(DateTimeOffset.is(text)).toBe(true))

  it.each([
    ['a day that the year lacks', '2026-02-29T12:00Z'],
    ['29 February of a century', '1900-02-29T12:00Z'],
    ['the 31st of a short month', '2026-11-31T12:00Z'],
    ['month 0', '2026-00-10T12:00Z'],
    ['hour 24', '2026-11-20T24:00Z'],
    ['minute 60', '2026-11-20T12:60Z'],
    ['second 61', '2026-11-20T12:00:61Z'],
    ['thirteen digits', '2026-11-20T12:00:00.1234567890123Z'],
    ['a point without digits', '2026-11-20T12:00:00.Z'],
    ['an offset of a day', '2026-11-20T12:00+24:00'],
    ['an offset without a colon', '2026-11-20T12:00+0300'],
    ['no offset', '2026-11-20T12:00:00'],
    ['a date alone', '2026-11-20'],
    ['a short year', '026-11-20T12:00Z'],
    ['a long year with a leading zero', '02026-11-20T12:00Z'],
    ['a plus before the year', '+2026-11-20T12:00Z'],
    ['space around', ' 2026-11-20T12:00Z'],
    ['a line end', '2026-11-20T12:00Z\n'],
    ['digits of another script', '٢٠٢٦-11-20T12:00Z'],
    ['nothing', ''],
  ])('refuses %s', (_, text) => expect(DateTimeOffset.is(text)).toBe(false))

  it('refuses whatever is no string, a Date too', () => {
    for (const value of [new Date(0), 0, null, undefined, {}, ['2026-11-20T10:00Z']]) {
      expect(DateTimeOffset.is(value)).toBe(false)
    }
  })

  it('judges a string of ten million digits, and does not throw', () => {
    expect(DateTimeOffset.is('1'.repeat(10_000_000))).toBe(false)
  })
})

describe('dateTimeOffsetOrd', () => {
  it('orders instants exactly, across offsets and to the twelfth digit', () => {
    const near = fc
      .tuple(parts, parts, fc.boolean(), fc.bigInt({ min: -2n, max: 2n }))
      .map(([first, second, close, step]): readonly [Parts, Parts] => {
        const fraction = (first.fraction + step + 1_000_000_000_000n) % 1_000_000_000_000n
        return [first, close ? { ...first, fraction, shift: second.shift } : second]
      })
    fc.assert(
      fc.property(near, ([first, second]) => {
        const [a, b] = [instantOf(first), instantOf(second)]
        const order = a < b ? -1 : a > b ? 1 : 0
        expect(dateTimeOffsetOrd.compare(textOf(first), textOf(second))).toBe(order)
        expect(dateTimeOffsetOrd.equals(textOf(first), textOf(second))).toBe(order === 0)
      }),
      { numRuns: 5000 },
    )
  })

  it('takes two spellings of one instant for equal', () => {
    const same = [
      '2026-11-20T10:00Z',
      '2026-11-20t10:00z',
      '2026-11-20T10:00:00Z',
      '2026-11-20T10:00:00.000Z',
      '2026-11-20T13:00+03:00',
      '2026-11-19T10:01-23:59',
    ].map(timestamp)
    for (const first of same) {
      for (const second of same) expect(dateTimeOffsetOrd.equals(first, second)).toBe(true)
    }
  })

  it.each([
    ['a fraction by its digits, not its length', '2026-11-20T10:00:00.2Z', '2026-11-20T10:00:00.12Z'],
    ['the twelfth digit', '2026-11-20T10:00:00.000000000002Z', '2026-11-20T13:00:00.000000000001+03:00'],
    ['second 60 after second 59', '2016-12-31T23:59:60Z', '2016-12-31T23:59:59.999Z'],
    ['second 60 before the next minute', '2017-01-01T00:00Z', '2016-12-31T23:59:60.999Z'],
    ['a year of five digits after one of four', '10000-01-01T00:00Z', '9999-12-31T23:59Z'],
    ['years before the first from the earlier to the later', '-0001-01-01T00:00Z', '-0002-12-31T00:00Z'],
    ['years beyond what a number holds', `${'9'.repeat(30)}-01-01T00:00Z`, `${'9'.repeat(29)}8-01-01T00:00Z`],
  ])('orders %s', (_, later, earlier) => {
    expect(dateTimeOffsetOrd.compare(timestamp(later), timestamp(earlier))).toBe(1)
    expect(dateTimeOffsetOrd.compare(timestamp(earlier), timestamp(later))).toBe(-1)
    expect(laterOf(timestamp(later), timestamp(earlier))).toBe(later)
    expect(laterOf(timestamp(earlier), timestamp(later))).toBe(later)
  })
})

describe('dateOf and dateTimeOffsetOf', () => {
  const dates = fc.date({ noInvalidDate: true })

  it('lead from any Date to a timestamp and back', () => {
    fc.assert(
      fc.property(dates, (date) => {
        const at = dateTimeOffsetOf(date)
        expect(O.map((text: DateTimeOffset) => DateTimeOffset.is(text))(at)).toEqual(O.some(true))
        expect(O.flatMap(dateOf)(at)).toEqual(O.some(date))
      }),
      { numRuns: 2000 },
    )
  })

  it('cut to milliseconds what a Date cannot hold', () => {
    fc.assert(
      fc.property(parts, (parts) => {
        const exact = instantOf(parts) - dayNumber(1970, 1, 1) * 86_400_000_000_000_000n
        const floor = exact - (((exact % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n)
        const milliseconds = Number(floor / 1_000_000_000n)
        const date = new Date(milliseconds)
        expect(dateOf(textOf(parts))).toEqual(Number.isNaN(date.getTime()) ? O.none : O.some(date))
      }),
      { numRuns: 2000 },
    )
  })

  it('order Dates as their timestamps', () => {
    fc.assert(
      fc.property(dates, dates, (first, second) => {
        const pair = [dateTimeOffsetOf(first), dateTimeOffsetOf(second)]
        const order = Math.sign(first.getTime() - second.getTime())
        expect(O.getOrd(dateTimeOffsetOrd).compare(pair[0] ?? O.none, pair[1] ?? O.none)).toBe(order)
      }),
    )
  })

  it('give nothing for an Invalid Date, or a year that no Date holds', () => {
    expect(dateTimeOffsetOf(new Date(Number.NaN))).toEqual(O.none)
    expect(dateOf(timestamp('300000-01-01T00:00Z'))).toEqual(O.none)
    expect(dateOf(timestamp(`${'9'.repeat(40)}-01-01T00:00Z`))).toEqual(O.none)
  })

  it('take second 60 for the first of the next minute', () => {
    expect(dateOf(timestamp('2016-12-31T23:59:60Z'))).toEqual(O.some(new Date(Date.UTC(2017, 0))))
  })

  it('write a year of more than four digits as long as it is', () => {
    expect(dateTimeOffsetOf(new Date(Date.UTC(12_026, 0)))).toEqual(O.some('12026-01-01T00:00:00.000Z'))
    expect(dateTimeOffsetOf(new Date(Date.UTC(-44, 2, 15)))).toEqual(O.some('-0044-03-15T00:00:00.000Z'))
  })
})
