// Timestamps in an exact order, and the way to a Date and back.
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
import { dayNumber, instantOf, type Parts, parts, textOf, timestamp } from './timestamps.js'

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

  it('finds two texts of one instant equal', () => {
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

  it('read second 60 as the first of the next minute', () => {
    expect(dateOf(timestamp('2016-12-31T23:59:60Z'))).toEqual(O.some(new Date(Date.UTC(2017, 0))))
  })

  it('write a year of more than four digits as long as it is', () => {
    expect(dateTimeOffsetOf(new Date(Date.UTC(12_026, 0)))).toEqual(O.some('12026-01-01T00:00:00.000Z'))
    expect(dateTimeOffsetOf(new Date(Date.UTC(-44, 2, 15)))).toEqual(O.some('-0044-03-15T00:00:00.000Z'))
  })
})
