// Edm.DateTimeOffset: an instant with its offset from UTC, kept as the string that came, to the last digit.
// Grammar: OData ABNF, rule dateTimeOffsetValue, which lets 31 February pass; the calendar is added here.
import type { Option } from 'fp-ts/lib/Option.js'
import type { Ord } from 'fp-ts/lib/Ord.js'
import type { Ordering } from 'fp-ts/lib/Ordering.js'
import * as t from 'io-ts'

/** n digits, and up to n: both are faster than `\d{6}` and `\d{1,12}`, for which the engine keeps count. */
const digits = (count: number): string => String.raw`\d`.repeat(count)
const upTo = (most: number): string => (most === 1 ? digits(1) : String.raw`\d(?:${upTo(most - 1)})?`)

const year = String.raw`-?(?:0\d{3}|[1-9]\d{3,})`
const dayOfAnyMonth = String.raw`(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])`
const endOf30 = '(?:0[469]|11)-(?:29|30)'
const endOf31 = '(?:0[13578]|1[02])-(?:29|3[01])'
const leapYear = '(?:(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)'
const leapDay = `02-29(?<=${leapYear}-02-29)`
const clock = String.raw`(?:[01]\d|2[0-3]):[0-5]\d`
const seconds = String.raw`(?:[0-5]\d|60)(?:\.${upTo(12)})?`
const any = `${year}-(?:${dayOfAnyMonth}|${endOf30}|${endOf31}|${leapDay})[Tt]${clock}(?::${seconds})?(?:[Zz]|[+-]${clock})`

/** As Graph writes nearly all of them; one of `any`, but with less to choose on the way. */
const usual = String.raw`${digits(4)}-${dayOfAnyMonth}T${clock}:[0-5]\d\.${digits(6)}\d?Z`

/** Matches an invalid value: where nothing matches, as for nearly every value, the engine records no match. */
const malformed = new RegExp(`^(?!(?:${usual}|${any})$)`)

const parts = /^(-?\d+)-(\d\d)-(\d\d)[Tt](\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:[Zz]|([+-])(\d\d):(\d\d))$/

/** Marks a string that {@link DateTimeOffset} has accepted. */
export interface DateTimeOffsetBrand {
  readonly DateTimeOffset: unique symbol
}

/** An Edm.DateTimeOffset; see the codec of the same name. */
export type DateTimeOffset = t.Branded<string, DateTimeOffsetBrand>

/** The codec of an Edm.DateTimeOffset, and a constructor. */
export interface DateTimeOffsetType extends t.Type<DateTimeOffset> {
  /**
   * A literal, a Date or milliseconds since 1970 as a timestamp; the latter two in UTC with milliseconds. For values
   * known to be valid: throws a RangeError for any other. Decode what comes from outside.
   */
  readonly of: (value: string | number | Date) => DateTimeOffset
}

const isWellFormed = (value: string): boolean => !malformed.test(value)

const isDateTimeOffset = (value: unknown): value is DateTimeOffset =>
  typeof value === 'string' && isWellFormed(value)

/** ECMAScript writes a year outside 0–9999 with a sign and six digits, Edm with no more than it needs. */
const yearOf = (expanded: string): string => expanded.replace(/^\+/, '').replace(/^(-?)0{1,2}/, '$1')

const fromDate = (date: Date): string => date.toISOString().replace(/^[+-]\d{6}/, yearOf)

const dateTimeOffset = (value: string | number | Date): DateTimeOffset => {
  const text = typeof value === 'string' ? value : fromDate(new Date(value))
  if (!isDateTimeOffset(text)) throw new RangeError(`${JSON.stringify(text)} is not a DateTimeOffset`)
  return text
}

/**
 * An Edm.DateTimeOffset as the string that came over the wire: nothing is parsed, so nothing is lost.
 *
 * Seconds may be left out, a fraction has up to twelve digits, an offset reaches ±23:59, years may be negative
 * or longer than four digits, `t` and `z` may be lower case. Hour 24 and days the calendar lacks are rejected;
 * second 60 is accepted.
 *
 * @example
 * import { DateTimeOffset } from 'exact-match-session/codec'
 *
 * DateTimeOffset.is('2016-12-31T23:57:35.2754224+03:00') // true
 * DateTimeOffset.is('2026-02-29T12:00Z') // false: no leap year
 * DateTimeOffset.of(new Date(0)) // '1970-01-01T00:00:00.000Z'
 */
export const DateTimeOffset: DateTimeOffsetType = Object.assign(
  new t.RefinementType<t.StringC, DateTimeOffset, DateTimeOffset, unknown>(
    'DateTimeOffset',
    isDateTimeOffset,
    (value, context) => (isDateTimeOffset(value) ? t.success(value) : t.failure(value, context)),
    t.identity,
    t.string,
    isWellFormed,
  ),
  { of: dateTimeOffset },
)

const Z = 90
const T = 84
const dash = 45
const minutesIn400Years = 146_097 * 1440
const year0 = Date.UTC(2000, 0) - 5 * minutesIn400Years * 60_000

/** Minutes since the start of year 0, UTC. The calendar repeats after 400 years: Date is asked for one such cycle. */
const minuteOf = (part: RegExpExecArray): number | bigint => {
  const year = part[1] ?? ''
  const long = year.length > 9
  const cycle = long ? Number(BigInt(year) % 400n) : Number(year) % 400
  const shift =
    part[8] === undefined ? 0 : (Number(part[9]) * 60 + Number(part[10])) * (part[8] === '-' ? -1 : 1)
  const within =
    (Date.UTC(2000 + cycle, Number(part[2]) - 1, Number(part[3]), Number(part[4]), Number(part[5])) -
      Date.UTC(2000, 0)) /
      60_000 -
    shift
  return long
    ? (BigInt(year) / 400n) * BigInt(minutesIn400Years) + BigInt(within)
    : Math.trunc(Number(year) / 400) * minutesIn400Years + within
}

const order = (first: number | bigint | string, second: number | bigint | string): Ordering =>
  first < second ? -1 : first > second ? 1 : 0

const compareParts = (first: string, second: string): Ordering => {
  const a = parts.exec(first)
  const b = parts.exec(second)
  if (a === null || b === null) return order(first, second)
  return (
    order(minuteOf(a), minuteOf(b)) ||
    order(a[6] ?? '00', b[6] ?? '00') ||
    order((a[7] ?? '').padEnd(12, '0'), (b[7] ?? '').padEnd(12, '0'))
  )
}

/** Two timestamps of one layout in UTC with a four-digit year stand in the order of their characters. */
const sameLayout = (first: string, second: string): boolean =>
  first.length === second.length &&
  first.charCodeAt(first.length - 1) === Z &&
  second.charCodeAt(second.length - 1) === Z &&
  first.charCodeAt(4) === dash &&
  second.charCodeAt(4) === dash &&
  first.charCodeAt(10) === T &&
  second.charCodeAt(10) === T

const compare = (first: DateTimeOffset, second: DateTimeOffset): Ordering => {
  if (first === second) return 0
  return sameLayout(first, second) ? order(first, second) : compareParts(first, second)
}

/**
 * The exact order of instants, across offsets and to all twelve fractional digits. Two texts of one instant
 * are equal; second 60 comes after second 59 and before the next minute.
 *
 * @example
 * import { type DateTimeOffset, dateTimeOffsetOrd } from 'exact-match-session/codec'
 *
 * const inOrder = (first: DateTimeOffset, second: DateTimeOffset) => dateTimeOffsetOrd.compare(first, second) <= 0
 */
export const dateTimeOffsetOrd: Ord<DateTimeOffset> = {
  compare,
  equals: (first, second) => compare(first, second) === 0,
}

/**
 * The later of two timestamps; the second where they are the same instant.
 *
 * @example
 * import { type DateTimeOffset, laterOf } from 'exact-match-session/codec'
 *
 * const noEarlier = (last: DateTimeOffset, at: DateTimeOffset) => laterOf(last, at)
 */
export const laterOf = (first: DateTimeOffset, second: DateTimeOffset): DateTimeOffset => {
  // Every event of a session asks this: where the characters decide, one comparison is enough.
  const isLater = sameLayout(first, second) ? first > second : compare(first, second) > 0
  return isLater ? first : second
}

// Literals, since modules of fp-ts/lib are CommonJS, which bundlers cannot tree-shake.
const none: Option<never> = { _tag: 'None' }
const some = <A>(value: A): Option<A> => ({ _tag: 'Some', value })

/**
 * The instant as a Date, cut to milliseconds; none where the year is beyond what a Date holds (±271,821).
 * Second 60, which a Date doesn't know, is the first of the next minute.
 *
 * @example
 * import * as O from 'fp-ts/lib/Option.js'
 * import { type DateTimeOffset, dateOf } from 'exact-match-session/codec'
 *
 * const milliseconds = (at: DateTimeOffset) => O.map((date: Date) => date.getTime())(dateOf(at))
 */
export const dateOf = (at: DateTimeOffset): Option<Date> => {
  const part = parts.exec(at)
  if (part === null) return none
  const milliseconds = Number((part[7] ?? '').slice(0, 3).padEnd(3, '0'))
  const date = new Date(year0 + Number(minuteOf(part)) * 60_000 + Number(part[6] ?? 0) * 1000 + milliseconds)
  return Number.isNaN(date.getTime()) ? none : some(date)
}

/**
 * A Date as a timestamp in UTC with milliseconds; none for an Invalid Date.
 *
 * @example
 * import { dateTimeOffsetOf } from 'exact-match-session/codec'
 *
 * dateTimeOffsetOf(new Date(0)) // some('1970-01-01T00:00:00.000Z')
 */
export const dateTimeOffsetOf = (date: Date): Option<DateTimeOffset> =>
  Number.isNaN(date.getTime()) ? none : some(dateTimeOffset(date))
