// The numbers of a plan, as codecs whose names read well in an issue; and the policy for misspelt names.
import * as t from 'io-ts'
import { maxInt32, strict } from '../../codec/index.js'

const numberWhere = (name: string, holds: (value: number) => boolean): t.Type<number> => {
  const is = (value: unknown): value is number => t.number.is(value) && holds(value)
  const validate: t.Validate<unknown, number> = (value, context) =>
    is(value) ? t.success(value) : t.failure(value, context)
  return new t.RefinementType(name, is, validate, t.identity, t.number, holds)
}

/** The probability that a fault strikes; its key in a plan is `rate`. */
export const Probability = numberWhere('a rate from 0 to 1', (value) => value >= 0 && value <= 1)

/** A part of the whole. */
export const Fraction = numberWhere('a fraction from 0 to 1', (value) => value >= 0 && value <= 1)

/** A duration or a speed, which can't be zero. */
export const Positive = numberWhere(
  'a number above 0',
  (value) => value > 0 && value < Number.POSITIVE_INFINITY,
)

/** A factor that increases something. */
export const Factor = numberWhere(
  'a number above 1',
  (value) => value > 1 && value < Number.POSITIVE_INFINITY,
)

/** Seconds since the start of a simulation. */
export const ElapsedSeconds = numberWhere('seconds from 0 on', (value) => value >= 0 && value <= 1e9)

/** How often something recurs, in seconds. */
export const Period = numberWhere('seconds from 1 to 1000000000', (value) => value >= 1 && value <= 1e9)

/** A factor of growth, which may leave things as they are. */
export const Growth = numberWhere(
  'a number from 1 on',
  (value) => value >= 1 && value < Number.POSITIVE_INFINITY,
)

/** A bandwidth in Mbit/s. */
export const Megabits = numberWhere(
  'a number of Mbit/s from 0.001 to 1000000',
  (value) => value >= 0.001 && value <= 1e6,
)

/** A size in bytes. */
export const Bytes = numberWhere(
  'a whole number of bytes from 0 to 1000000000000',
  (value) => Number.isInteger(value) && value >= 0 && value <= 1e12,
)

/** A count that may go beyond an Int32. */
export const Count = numberWhere(
  'a whole number from 1 to 1000000000000',
  (value) => Number.isInteger(value) && value >= 1 && value <= 1e12,
)

/** A count of which there is at least one. */
export const Ordinal = numberWhere(
  'a whole number from 1 to 2147483647',
  (value) => Number.isInteger(value) && value >= 1 && value <= maxInt32,
)

/** The number of uploads or workers at a time. */
export const Parallelism = numberWhere(
  'a whole number from 1 to 10000',
  (value) => Number.isInteger(value) && value >= 1 && value <= 10_000,
)

/** A count, which may be zero. */
export const Natural = numberWhere(
  'a whole number from 0 to 2147483647',
  (value) => Number.isInteger(value) && value >= 0 && value <= maxInt32,
)

/** Plans are written by hand: a misspelt name is an issue, which lists the names that are expected. */
export const handwritten = <A, O>(codec: t.Type<A, O>): t.Type<A, O> =>
  strict(codec, { annotations: 'reject', depth: 'own', listsNames: true })
