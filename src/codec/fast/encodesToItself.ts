// Whether a codec encodes every value as it is. io-ts knows it of the identity alone: an intersection copies what its
// parts would all leave as it is, and a copy has lost a property named __proto__.
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { isTagged, type Tagged } from '../tagged.js'

/**
 * io-ts binds `decode` to each codec it makes, so what decode tells of is the codec itself; a copy that was given
 * another `encode`, as by withEncode of io-ts-types, tells of the one it was copied from.
 */
const hasOwnEncode = (codec: t.Mixed | Tagged): codec is Tagged => {
  const result = codec.decode(undefined)
  return isTagged(codec) && E.isLeft(result) && result.left[0]?.context[0]?.type === codec
}

/** io-ts encodes what every object inherits, if it is declared, as the object's own. */
const areAsIs = (props: t.Props): boolean =>
  Object.entries(props).every(([key, codec]) => !(key in Object.prototype) && encodesToItself(codec))

/** Whether `codec.encode(value)` might as well be the value itself; a no may mean that it can't be seen. */
export const encodesToItself = (codec: t.Mixed | Tagged): boolean => {
  if (codec.encode === t.identity) return true
  // What this one contains may be declared further down.
  if (codec instanceof t.RecursiveType) return false
  if ('type' in codec && codec.type instanceof t.Type && codec.type.encode === codec.encode)
    return encodesToItself(codec.type)
  if (!hasOwnEncode(codec)) return false
  switch (codec._tag) {
    case 'ArrayType':
    case 'ReadonlyArrayType':
      return encodesToItself(codec.type)
    case 'IntersectionType':
    case 'UnionType':
      return codec.types.every(encodesToItself)
    case 'InterfaceType':
    case 'PartialType':
      return areAsIs(codec.props)
    default:
      return false
  }
}
