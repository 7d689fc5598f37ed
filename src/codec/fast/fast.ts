// The same codec, faster: nearly every value decodes to itself, and that can be seen without building anything.
// No code is generated, so it runs where eval may not.
import * as t from 'io-ts'
import { decodeFailure } from '../decodeFailure.js'
import type { FastType } from '../tagged.js'
import { compile, reusePlan } from './compile.js'
import { encodesToItself } from './encodesToItself.js'
import { fits } from './fastPathPlan.js'

/**
 * The same codec, many times faster on values that decode to themselves, as nearly all JSON does; where a value is
 * at fault, the errors are io-ts's own. Decoded value, errors, `is` and `encode` are those of the plain codec, but for
 * three things. Nothing is thrown: a value that can't be read, because a getter throws or it contains itself, is a
 * Left and `is` false. Where every part is encoded as it is, `encode` gives back the very value instead of an equal
 * copy. And what a proxy answers to for names that it doesn't list is not looked for.
 *
 * A part of a kind that io-ts doesn't have, made with `new t.Type`, is asked itself, and is as fast as it is.
 *
 * @example
 * import * as t from 'io-ts'
 * import { Int32, lean } from 'exact-match-session/codec'
 *
 * const Block = lean(t.type({ rows: Int32 }))
 * Block.decode({ rows: 100 }) // right({ rows: 100 }), the very same object
 */
export const fast = <A, O>(codec: t.Type<A, O>): FastType<A, O> => {
  const verdict = compile(codec)
  const isItself = (value: unknown): value is A => {
    try {
      return fits(verdict, value)
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
  const judge: t.Validate<unknown, A> = (value, context) => {
    try {
      return codec.validate(value, context)
    } catch {
      return decodeFailure(value, context)
    }
  }
  const validate: t.Validate<unknown, A> = (value, context) =>
    isItself(value) ? t.success(value) : judge(value, context)
  // Where nothing is changed on the way out, an A is an O.
  const encode = encodesToItself(codec) ? (t.identity as t.Encode<A, O>) : codec.encode
  const made: FastType<A, O> = Object.assign(new t.Type<A, O>(codec.name, is, validate, encode), {
    _tag: 'FastType' as const,
    type: codec,
    // The context of a whole value is made only where there is something to tell.
    decode: (value: unknown): t.Validation<A> =>
      isItself(value) ? t.success(value) : judge(value, [{ key: '', type: codec, actual: value }]),
  })
  reusePlan(made, verdict)
  return made
}
