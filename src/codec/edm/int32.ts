// Edm.Int32: a JSON number that is a whole number of 32 bits. OData, "Primitive Types".
import * as t from 'io-ts'

/**
 * The largest Edm.Int32, 2³¹ − 1.
 *
 * @example
 * import { Int32, maxInt32 } from 'exact-match-session/codec'
 *
 * Int32.is(maxInt32) // true
 * Int32.is(maxInt32 + 1) // false
 */
export const maxInt32 = 2_147_483_647

/**
 * The smallest Edm.Int32, −2³¹.
 *
 * @example
 * import { Int32, minInt32 } from 'exact-match-session/codec'
 *
 * Int32.is(minInt32) // true
 * Int32.is(minInt32 - 1) // false
 */
export const minInt32 = -2_147_483_648

/** What bitwise operators leave as it is is a whole number of 32 bits. */
export const isInt32 = (value: number): boolean => (value | 0) === value

const isInt32Value = (value: unknown): value is number => typeof value === 'number' && isInt32(value)

/**
 * An integer from −2147483648 to 2147483647, as a plain number.
 *
 * NaN, the infinities, fractions, numeric strings and BigInts are refused.
 *
 * @example
 * import { Int32 } from 'exact-match-session/codec'
 *
 * Int32.is(2_147_483_647) // true
 * Int32.is(2_147_483_648) // false
 */
export const Int32: t.Type<number> = new t.RefinementType(
  'Int32',
  isInt32Value,
  (value, context) => (isInt32Value(value) ? t.success(value) : t.failure(value, context)),
  t.identity,
  t.number,
  isInt32,
)
