// What becomes of properties that a codec does not declare: kept, dropped or reported, at any depth.
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { decodeFailure } from './decodeFailure.js'
import type { UnknownPropertiesType } from './tagged.js'
import { prune, type UndeclaredProperty } from './undeclared.js'

/** The same codec, but that a value with a stranger it minds is none of its values. */
const withPolicy = <A, O>(
  codec: t.Type<A, O>,
  minds: (stranger: UndeclaredProperty) => boolean,
  validate: t.Validate<unknown, A>,
  encode: t.Encode<A, O>,
): UnknownPropertiesType<A, O> => {
  const is = (value: unknown): value is A =>
    codec.is(value) && prune(codec, value, [])?.undeclared.some(minds) === false
  return Object.assign(new t.Type<A, O>(codec.name, is, validate, encode), {
    _tag: 'UnknownPropertiesType' as const,
    type: codec,
  })
}

/**
 * The codec that keeps properties it does not declare, as a client must that reads responses: every codec of this
 * package does, and one made by {@link strip} or {@link strict} does again.
 *
 * @example
 * import { ExactMatchSession } from 'exact-match-session/model'
 * import { tolerant } from 'exact-match-session/codec'
 *
 * tolerant(ExactMatchSession).decode({ id: 'a', colour: 'red' }) // right({ id: 'a', colour: 'red' })
 */
export const loose = <A, O>(codec: t.Type<A, O> | UnknownPropertiesType<A, O>): t.Type<A, O> =>
  '_tag' in codec && codec._tag === 'UnknownPropertiesType' ? codec.type : codec

/**
 * The codec that drops properties it does not declare, at any depth, when it decodes and when it encodes. Unlike
 * `t.exact` it takes any codec, and a value that has such a property is none of its values.
 *
 * @example
 * import { ExactMatchSession } from 'exact-match-session/model'
 * import { exact } from 'exact-match-session/codec'
 *
 * exact(ExactMatchSession).decode({ id: 'a', colour: 'red' }) // right({ id: 'a' })
 * exact(ExactMatchSession).is({ id: 'a', colour: 'red' }) // false
 */
export const strip = <A, O>(codec: t.Type<A, O>): UnknownPropertiesType<A, O> =>
  withPolicy(
    codec,
    () => true,
    (value, context) => {
      const pruned = prune(codec, value, context)
      return pruned === null ? decodeFailure(value, context) : codec.validate(pruned.value, context)
    },
    // What is dropped isn't declared, so the rest is an A as well.
    (value) => codec.encode((prune(codec, value, [])?.value ?? value) as A),
  )

/** An annotation of OData, as `@odata.context` or `fields@odata.count`, is no property. */
const isProperty = ({ key }: UndeclaredProperty): boolean => !key.includes('@')

/**
 * The codec that reports properties it does not declare, at any depth, beside whatever else is at fault: OData has
 * a service refuse them in requests. Annotations, whose names have an `@`, are none.
 *
 * @example
 * import { ExactMatchSession } from 'exact-match-session/model'
 * import { strict } from 'exact-match-session/codec'
 *
 * strict(ExactMatchSession).decode({ id: 'a', colour: 'red' }) // left: colour is not a property of ExactMatchSession
 */
export const strict = <A, O>(codec: t.Type<A, O>): UnknownPropertiesType<A, O> =>
  withPolicy(
    codec,
    isProperty,
    (value, context) => {
      const pruned = prune(codec, value, context)
      if (pruned === null) return decodeFailure(value, context)
      const reported = pruned.undeclared.filter(isProperty).map(({ key, value, context }) => ({
        value,
        context,
        message: `${key} is not a property of ${context[context.length - 2]?.type.name ?? codec.name}`,
      }))
      const result = codec.validate(value, context)
      if (reported.length === 0) return result
      return t.failures(E.isLeft(result) ? [...result.left, ...reported] : reported)
    },
    codec.encode,
  )
