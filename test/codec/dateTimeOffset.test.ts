// Edm.DateTimeOffset: the standard's own cases and the calendar.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DateTimeOffset } from '../../src/codec/index.js'
import { casesOf } from './standard.js'
import { lengthOf, parts, textOf, two, year, yearText } from './timestamps.js'

describe('DateTimeOffset', () => {
  it.each(casesOf('dateTimeOffsetValue'))(
    'agrees with the standard: $input, $verdict',
    ({ input, verdict }) => expect(DateTimeOffset.is(input)).toBe(verdict === 'ACCEPT'),
  )

  it('accepts exactly the days that the calendar has', () => {
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

  it('keeps an accepted text, letter by letter', () => {
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
  ])('accepts %s', (text) => expect(DateTimeOffset.is(text)).toBe(true))

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
    ['a date only', '2026-11-20'],
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

  it('rejects a string of ten million digits, and does not throw', () => {
    expect(DateTimeOffset.is('1'.repeat(10_000_000))).toBe(false)
  })

  it('throws where a literal, a Date or milliseconds are none, with what they are', () => {
    expect(() => DateTimeOffset.of('2026-02-29T00:00Z')).toThrow(
      '"2026-02-29T00:00Z" is not a DateTimeOffset',
    )
    expect(() => DateTimeOffset.of(Number.NaN)).toThrow(RangeError)
    expect(() => DateTimeOffset.of(new Date(Number.NaN))).toThrow(RangeError)
  })

  it.each([
    [Date.UTC(2026, 0, 1), '2026-01-01T00:00:00.000Z'],
    [-62_198_755_200_000, '-0001-01-01T00:00:00.000Z'],
    [253_402_300_800_000, '10000-01-01T00:00:00.000Z'],
    [8_640_000_000_000_000, '275760-09-13T00:00:00.000Z'],
    [-8_640_000_000_000_000, '-271821-04-20T00:00:00.000Z'],
  ])('writes the year of %d milliseconds as Edm has it', (milliseconds, text) => {
    expect(DateTimeOffset.of(milliseconds)).toBe(text)
    expect(DateTimeOffset.of(new Date(milliseconds))).toBe(text)
  })
})
