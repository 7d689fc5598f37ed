// The failure of a value that can't be read.
import * as t from 'io-ts'

/** A Left at the value itself: a getter throws, or what it contains is nested too deeply or contains itself. */
export const decodeFailure = (value: unknown, context: t.Context): t.Validation<never> =>
  t.failure(value, context, 'the value cannot be read: a getter throws, or it is nested too deeply')
