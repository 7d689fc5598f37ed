// The numbers of a plan, as codecs whose names read well in an issue.
import * as t from 'io-ts'
import { maxInt32 } from '../../codec/index.js'

const numberThat = (name: string, holds: (value: number) => boolean): t.Type<number> => {
  const is = (value: unknown): value is number => t.number.is(value) && holds(value)
  const validate: t.Validate<unknown, number> = (value, context) =>
    is(value) ? t.success(value) : t.failure(value, context)
  return new t.RefinementType(name, is, validate, t.identity, t.number, holds)
}

/** How often of all times. */
export const Rate = numberThat('a rate from 0 to 1', (value) => value >= 0 && value <= 1)

/** A part of the whole. */
export const Fraction = numberThat('a fraction from 0 to 1', (value) => value >= 0 && value <= 1)

/** What must be more than nothing: a length of time, a speed. */
export const Positive = numberThat(
  'a number above 0',
  (value) => value > 0 && value < Number.POSITIVE_INFINITY,
)

/** A factor that makes something larger. */
export const Multiple = numberThat(
  'a number above 1',
  (value) => value > 1 && value < Number.POSITIVE_INFINITY,
)

/** Seconds since the start of a simulation. */
export const Elapsed = numberThat('seconds from 0 on', (value) => value >= 0 && value <= 1e9)

/** How many at once. */
export const Width = numberThat(
  'a whole number from 1 to 10000',
  (value) => Number.isInteger(value) && value >= 1 && value <= 10_000,
)

/** How many, none among them. */
export const Natural = numberThat(
  'a whole number from 0 to 2147483647',
  (value) => Number.isInteger(value) && value >= 0 && value <= maxInt32,
)
