// Functions of a codec, case by case.
import type * as t from 'io-ts'
import type { Shape, ShapeKind, ShapeOf } from './shape.js'
import { shapeOf } from './shapeOf.js'

/** A case for each kind of codec that matters, and `otherwise` for all others. */
export type Cases<A> = { readonly [K in ShapeKind]?: (shape: ShapeOf<K>) => A } & {
  readonly otherwise: (shape: Shape) => A
}

/** A function of a shape, by its kind. */
export const foldShape =
  <A>(cases: Cases<A>) =>
  (shape: Shape): A => {
    // The case is looked up by the shape's own kind, which the types of a lookup cannot say.
    const visit = (cases[shape.kind] ?? cases.otherwise) as (shape: Shape) => A
    return visit(shape)
  }

/**
 * A function of a codec, by the kind of its shape. A case that needs the value of an inner codec calls the function
 * again, so that it decides how deep to look.
 *
 * @example
 * import * as t from 'io-ts'
 * import { fold } from 'exact-match-session/codec'
 *
 * const depthOf: (codec: t.Mixed) => number = fold({
 *   array: ({ item }) => 1 + depthOf(item),
 *   otherwise: () => 0,
 * })
 * depthOf(t.array(t.array(t.string))) // 2
 */
export const fold = <A>(cases: Cases<A>): ((codec: t.Mixed) => A) => {
  const ofShape = foldShape(cases)
  return (codec) => ofShape(shapeOf(codec))
}
