// Policies for properties that a codec does not declare: kept, dropped or reported, at any depth.
import * as t from 'io-ts'
import type { UnknownPropertiesType } from '../combinators/tagged.js'
import { decodeFailure } from '../issues/decodeFailure.js'
import type { Codecs } from '../shape/declaration.js'
import { requireVisible } from '../shape/requireVisible.js'
import {
  type Depth,
  type Pruned,
  prune,
  type UndeclaredProperty,
  whenDecoded,
  whenDecoding,
} from './undeclared.js'

/**
 * Whether all properties of a codec can be seen. Throws a TypeError at once where they can't; answers false later for
 * a recursive definition that was declared after the policy was built.
 */
const visibility = (combinator: string, codec: t.Mixed): (() => boolean) => {
  let isVisible = requireVisible(combinator, codec)
  return () => {
    if (isVisible) return true
    try {
      isVisible = requireVisible(combinator, codec)
      return true
    } catch {
      return false
    }
  }
}

interface Policy<A, O> {
  readonly depth?: Depth
  /** Whether a value with this property is not a value of the codec. */
  readonly forbids: (property: UndeclaredProperty) => boolean
  readonly validate: (pruned: Pruned, value: unknown, context: t.Context) => t.Validation<A>
  readonly encode: (codecs: Codecs) => t.Encode<A, O>
}

const withPolicy = <A, O>(
  combinator: string,
  codec: t.Type<A, O>,
  { depth = 'any', forbids, validate, encode }: Policy<A, O>,
): UnknownPropertiesType<A, O> => {
  const isVisible = visibility(combinator, codec)
  const codecs = [codec]
  const is = (value: unknown): value is A =>
    isVisible() &&
    codec.is(value) &&
    prune(codecs, value, [], whenDecoded, depth)?.undeclared.some(forbids) === false
  const decode: t.Validate<unknown, A> = (value, context) => {
    if (!isVisible())
      return t.failure(value, context, `${combinator} cannot see all properties of ${codec.name}`)
    const pruned = prune(codecs, value, context, whenDecoding, depth)
    return pruned === null ? decodeFailure(value, context) : validate(pruned, value, context)
  }
  return Object.assign(new t.Type<A, O>(codec.name, is, decode, encode(codecs)), {
    _tag: 'UnknownPropertiesType' as const,
    type: codec,
  })
}

/**
 * The codec that keeps properties it does not declare, as a client of a growing API needs it. The default of every
 * codec here; `loose` undoes {@link strip} and {@link strict}.
 *
 * @example
 * import { ExactMatchSession } from 'exact-match-session/model'
 * import { loose } from 'exact-match-session/codec'
 *
 * loose(ExactMatchSession).decode({ id: 'a', colour: 'red' }) // right({ id: 'a', colour: 'red' })
 */
export const loose = <A, O>(codec: t.Type<A, O> | UnknownPropertiesType<A, O>): t.Type<A, O> =>
  '_tag' in codec && codec._tag === 'UnknownPropertiesType' ? codec.type : codec

/**
 * The codec that drops properties it does not declare, at any depth, when it decodes and when it encodes. Unlike
 * `t.exact` it accepts any combination of io-ts's combinators, and a value with an undeclared property is not one of its
 * values. What a part accepts with any properties, as `t.unknown` does, it keeps.
 *
 * Throws a TypeError that names the part whose properties it can't see: one made by `pipe` or `new t.Type`, or copied
 * with its own `validate`, that decodes objects or arrays.
 *
 * @example
 * import { ExactMatchSession } from 'exact-match-session/model'
 * import { strip } from 'exact-match-session/codec'
 *
 * strip(ExactMatchSession).decode({ id: 'a', colour: 'red' }) // right({ id: 'a' })
 * strip(ExactMatchSession).is({ id: 'a', colour: 'red' }) // false
 */
export const strip = <A, O>(codec: t.Type<A, O>): UnknownPropertiesType<A, O> =>
  withPolicy('strip', codec, {
    forbids: () => true,
    validate: ({ value }, _, context) => codec.validate(value, context),
    // Only undeclared properties are dropped, so the rest is an A as well.
    encode: (codecs) => (value) => codec.encode((prune(codecs, value, [], whenDecoded)?.value ?? value) as A),
  })

/** An annotation of OData, as `@odata.context` or `fields@odata.count`, is not a property. */
const isAnnotation = ({ key }: UndeclaredProperty): boolean => key.includes('@')

/** What {@link strict} reports. */
export interface StrictOptions {
  /** Whether annotations are accepted, whose names contain an `@`; by default they are. */
  readonly annotations?: 'accept' | 'reject'
  /** Whether values at any depth are checked, as by default, or only the properties of the value itself. */
  readonly depth?: 'any' | 'own'
  /** Whether messages list the names that are declared; by default they don't. */
  readonly listsNames?: boolean
}

/**
 * The codec that reports properties it does not declare, at any depth, beside all other issues: OData has a service
 * reject them in requests. Annotations, whose names contain an `@`, are not reported, nor are properties of what a part
 * accepts with any properties, as `t.unknown` does.
 *
 * Throws a TypeError as {@link strip} does.
 *
 * @example
 * import { ExactMatchSession } from 'exact-match-session/model'
 * import { strict } from 'exact-match-session/codec'
 *
 * strict(ExactMatchSession).decode({ id: 'a', colour: 'red' }) // left(…): colour is not a property of ExactMatchSession
 */
export const strict = <A, O>(
  codec: t.Type<A, O>,
  { annotations = 'accept', depth = 'any', listsNames = false }: StrictOptions = {},
): UnknownPropertiesType<A, O> => {
  const forbids = (property: UndeclaredProperty) => annotations === 'reject' || !isAnnotation(property)
  const messageOf = ({ key, context, declared }: UndeclaredProperty): string => {
    const owner = context[context.length - 2]?.type.name ?? codec.name
    const names = listsNames ? `; expected ${declared().join(', ')}` : ''
    return `${key} is not a property of ${owner}${names}`
  }
  return withPolicy('strict', codec, {
    depth,
    forbids,
    validate: ({ undeclared }, value, context) => {
      const reported = undeclared.filter(forbids).map((property) => ({
        value: property.value,
        context: property.context,
        message: messageOf(property),
      }))
      const result = codec.validate(value, context)
      if (reported.length === 0) return result
      return t.failures(result._tag === 'Left' ? [...result.left, ...reported] : reported)
    },
    encode: () => codec.encode,
  })
}
