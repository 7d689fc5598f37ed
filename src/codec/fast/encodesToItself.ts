// Whether a codec encodes every value as it is. io-ts knows it only of the identity: an intersection copies what its
// parts would all leave as it is, and a copy has lost a property named __proto__.
import * as t from 'io-ts'
import { fold } from '../shape/fold.js'

/**
 * Whether a codec is a copy that was given its own `encode`, as by withEncode of io-ts-types. io-ts binds `decode` to
 * each codec it makes, so the errors of such a copy name the codec that it was copied from. A codec that accepts
 * undefined shows none, and counts as a copy.
 */
const hasOwnEncode = (codec: t.Mixed): boolean => {
  const result = codec.decode(undefined)
  return result._tag === 'Right' || result.left[0]?.context[0]?.type !== codec
}

/** io-ts encodes what every object inherits, if it is declared, as the object's own. */
const propsEncodeToThemselves = (props: t.Props): boolean =>
  Object.entries(props).every(([key, codec]) => !(key in Object.prototype) && encodesToItself(codec))

const partsEncodeToThemselves = fold<boolean>({
  array: ({ item }) => encodesToItself(item),
  intersection: ({ parts }) => parts.every(encodesToItself),
  union: ({ options }) => options.every(encodesToItself),
  struct: ({ props }) => propsEncodeToThemselves(props),
  otherwise: () => false,
})

/** The codec that another hands its values on to. A recursive one may be declared later, so it is not looked at. */
const delegateOf = fold<t.Mixed | undefined>({
  refinement: ({ inner }) => inner,
  renamedKey: ({ inner }) => inner,
  envelope: ({ inner }) => inner,
  policy: ({ inner }) => inner,
  wrapper: ({ inner }) => inner,
  otherwise: () => undefined,
})

/** Whether `codec.encode(value)` might as well be the value itself; false also where that can't be seen. */
export const encodesToItself = (codec: t.Mixed): boolean => {
  if (codec.encode === t.identity) return true
  const delegate = delegateOf(codec)
  if (delegate !== undefined && delegate.encode === codec.encode) return encodesToItself(delegate)
  return partsEncodeToThemselves(codec) && !hasOwnEncode(codec)
}
