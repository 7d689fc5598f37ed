// Graph declares nearly every property nullable: its value, or null where there is none.
import * as t from 'io-ts'

/**
 * A codec for the value of `codec`, or null.
 *
 * @example
 * import { Int32, nullable } from 'exact-match-session/codec'
 *
 * nullable(Int32).is(null) // true
 */
export const nullable = <C extends t.Mixed>(codec: C): t.UnionC<[C, t.NullC]> =>
  t.union([codec, t.null], `${codec.name} | null`)

/**
 * Whether a nullable, optional value is present.
 *
 * @example
 * import { isPresent } from 'exact-match-session/codec'
 *
 * isPresent(0) // true
 * isPresent(null) // false
 */
export const isPresent = <A>(value: A | null | undefined): value is A => value !== null && value !== undefined
