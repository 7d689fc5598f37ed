// Reads the kind of a codec from its tag: the only switch over `_tag`, so that a new kind of codec is taught here only.
import type * as t from 'io-ts'
import { isTagged, type Tagged } from '../combinators/tagged.js'
import type { Shape } from './shape.js'

/** The `decode` of codecs of this room that have their own for speed. */
const ownDecoders = new WeakSet<t.Decode<unknown, unknown>>()

/** Lets a codec that has its own `decode` for speed be read by its tag all the same. */
export const trustDecoder = (decode: t.Decode<unknown, unknown>): void => {
  ownDecoders.add(decode)
}

/**
 * Whether a codec is a copy that was given its own `validate`, as withFallback of io-ts-types gives it: then its tag
 * does not say what it does. io-ts binds `decode` to each codec it makes; such a copy has another one.
 */
const hasOwnValidate = ({ decode }: t.Mixed): boolean =>
  !decode.name.startsWith('bound ') && !ownDecoders.has(decode)

/** The properties that an exact codec keeps, collected as io-ts collects them. */
const propsOf = (codec: t.HasProps): t.Props => {
  switch (codec._tag) {
    case 'RefinementType':
    case 'ReadonlyType':
      return propsOf(codec.type)
    case 'InterfaceType':
    case 'StrictType':
    case 'PartialType':
      return codec.props
    case 'IntersectionType':
      return Object.assign({}, ...codec.types.map(propsOf))
  }
}

export const readShape = (codec: t.Mixed): Shape => {
  const tagged = shapeByTag(codec)
  return hasOwnValidate(codec) ? { kind: 'opaque', codec, tagged } : tagged
}

const shapeByTag = (codec: t.Mixed | Tagged): Shape => {
  if (!isTagged(codec)) return { kind: 'opaque', codec, tagged: undefined }
  switch (codec._tag) {
    case 'StringType':
      return { kind: 'string', codec }
    case 'NumberType':
      return { kind: 'number', codec }
    case 'BigIntType':
      return { kind: 'bigint', codec }
    case 'BooleanType':
      return { kind: 'boolean', codec }
    case 'NullType':
      return { kind: 'null', codec }
    case 'UndefinedType':
    case 'VoidType':
      return { kind: 'undefined', codec }
    case 'AnyType':
    case 'UnknownType':
      return { kind: 'unknown', codec }
    case 'AnyArrayType':
      return { kind: 'anyArray', codec }
    case 'AnyDictionaryType':
      return { kind: 'anyRecord', codec }
    case 'NeverType':
      return { kind: 'never', codec }
    case 'LiteralType':
      return { kind: 'literal', codec, values: [codec.value] }
    case 'KeyofType':
      return { kind: 'literal', codec, values: Object.keys(codec.keys) }
    case 'InterfaceType':
      return { kind: 'struct', codec, props: codec.props, required: true }
    case 'PartialType':
      return { kind: 'struct', codec, props: codec.props, required: false }
    case 'DictionaryType':
      return { kind: 'record', codec, domain: codec.domain, codomain: codec.codomain }
    case 'ArrayType':
    case 'ReadonlyArrayType':
      return { kind: 'array', codec, item: codec.type }
    case 'TupleType':
      return { kind: 'tuple', codec, items: codec.types }
    case 'UnionType':
      return { kind: 'union', codec, options: codec.types }
    case 'IntersectionType':
      return { kind: 'intersection', codec, parts: codec.types }
    case 'DiscriminatedType':
      return { kind: 'discriminated', codec, union: codec }
    case 'RefinementType':
      return { kind: 'refinement', codec, inner: codec.type, predicate: codec.predicate }
    case 'ExactType':
      return { kind: 'exact', codec, inner: codec.type, props: propsOf(codec.type) }
    case 'RenamedKeyType':
      return { kind: 'renamedKey', codec, inner: codec.type, renaming: codec }
    case 'EnvelopeType':
      return { kind: 'envelope', codec, inner: codec.type, wrapper: codec.wrapper }
    case 'UnknownPropertiesType':
      return { kind: 'policy', codec, inner: codec.type }
    case 'FastType':
    case 'ReadonlyType':
      return { kind: 'wrapper', codec, inner: codec.type }
    case 'RecursiveType':
      return { kind: 'recursion', codec, inner: () => codec.type }
    default:
      return { kind: 'opaque', codec, tagged: undefined }
  }
}
