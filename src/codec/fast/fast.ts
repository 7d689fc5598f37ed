// The same codec, accelerated: nearly every value decodes to itself, and that is decided without building anything.
// No code is generated, so it runs where eval may not.
import * as t from 'io-ts'
import type { FastType } from '../combinators/tagged.js'
import { decodeFailure } from '../issues/decodeFailure.js'
import { trustDecoder } from '../shape/readShape.js'
import { compile, reusePlan } from './compile.js'
import { encodesToItself } from './encodesToItself.js'
import { fits } from './fastPathPlan.js'

/**
 * The same codec, many times faster on values that decode to themselves, as nearly all JSON does; the errors of an
 * invalid value are io-ts's own. Decoded value, errors, `is` and `encode` are those of the plain codec, with three
 * differences. Nothing is thrown: a value that can't be read, because a getter throws or it contains itself, is a
 * Left and `is` false. Where every part is encoded as it is, `encode` returns the same value instead of an equal
 * copy. Properties that a Proxy has but does not list are not seen.
 *
 * A part made with `new t.Type` decodes by itself, at its own speed.
 *
 * @example
 * import * as t from 'io-ts'
 * import { Int32, fast } from 'exact-match-session/codec'
 *
 * const Block = fast(t.type({ rows: Int32 }))
 * Block.decode({ rows: 100 }) // right({ rows: 100 }), the same object
 */
export const fast = <A, O>(codec: t.Type<A, O>): FastType<A, O> => {
  const plan = compile(codec)
  const isItself = (value: unknown): value is A => {
    try {
      return fits(plan, value)
    } catch {
      return false
    }
  }
  const is = (value: unknown): value is A => {
    try {
      return isItself(value) || codec.is(value)
    } catch {
      return false
    }
  }
  const slowly: t.Validate<unknown, A> = (value, context) => {
    try {
      return codec.validate(value, context)
    } catch {
      return decodeFailure(value, context)
    }
  }
  const validate: t.Validate<unknown, A> = (value, context) =>
    isItself(value) ? t.success(value) : slowly(value, context)
  // Where nothing is changed on the way out, an A is an O.
  const encode = encodesToItself(codec) ? (t.identity as t.Encode<A, O>) : codec.encode
  // The context of a whole value is made only where io-ts decides.
  const decode = (value: unknown): t.Validation<A> =>
    isItself(value) ? t.success(value) : slowly(value, [{ key: '', type: codec, actual: value }])
  const made: FastType<A, O> = Object.assign(new t.Type<A, O>(codec.name, is, validate, encode), {
    _tag: 'FastType' as const,
    type: codec,
    decode,
  })
  reusePlan(made, plan)
  trustDecoder(decode)
  return made
}
