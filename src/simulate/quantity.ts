// The numbers of a plan, and values that must go together, as codecs whose names read well in an issue.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'

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
export const Positive = numberThat('a number above 0', (value) => value > 0 && value < Number.POSITIVE_INFINITY)

/** A factor that makes something larger. */
export const Multiple = numberThat('a number above 1', (value) => value > 1 && value < Number.POSITIVE_INFINITY)

/** Seconds since the start of a simulation. */
export const Elapsed = numberThat('seconds from 0 on', (value) => value >= 0 && value <= 1e9)

/** How many at once. */
export const Width = numberThat(
  'a whole number from 1 to 10000',
  (value) => Number.isInteger(value) && value >= 1 && value <= 10_000,
)

/** What is wrong between values that are each right: where, as keys from the value on, and what. */
export interface Mismatch {
  readonly keys: ReadonlyArray<string>
  readonly message: string
}

/** The values of a codec that also go together. */
export const together = <A, O>(
  codec: t.Type<A, O>,
  mismatches: (value: A) => ReadonlyArray<Mismatch>,
): t.Type<A, O> =>
  new t.Type(
    codec.name,
    (value): value is A => codec.is(value) && mismatches(value).length === 0,
    (value, context) =>
      pipe(
        codec.validate(value, context),
        E.flatMap((decoded) => {
          const found = mismatches(decoded)
          if (found.length === 0) return t.success(decoded)
          return t.failures(
            found.map(({ keys, message }) => ({
              value,
              context: keys.reduce<t.Context>(
                (outer, key) => t.appendContext(outer, key, t.unknown, undefined),
                context,
              ),
              message,
            })),
          )
        }),
      ),
    codec.encode,
  )
