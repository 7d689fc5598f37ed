// The shape of a codec, remembered.
import type * as t from 'io-ts'
import { readShape } from './readShape.js'
import type { Shape } from './shape.js'

const shapes = new WeakMap<t.Mixed, Shape>()

/**
 * The shape of a codec, read once.
 *
 * @example
 * import * as t from 'io-ts'
 * import { Int32, shapeOf } from 'exact-match-session/codec'
 *
 * shapeOf(t.array(Int32)).kind // 'array'
 * shapeOf(t.string.pipe(t.string)).kind // 'opaque'
 */
export const shapeOf = (codec: t.Mixed): Shape => {
  const known = shapes.get(codec)
  if (known !== undefined) return known
  const shape = readShape(codec)
  shapes.set(codec, shape)
  return shape
}
