// OData's type annotation: the qualified name of a type, with the `#` that 4.0 writes or without it, as 4.01 may.
import * as t from 'io-ts'

/**
 * A codec for the values of `@odata.type` that name `qualifiedName`.
 *
 * @example
 * import { typeAnnotation } from 'exact-match-session/codec'
 *
 * typeAnnotation('microsoft.graph.entity').is('#microsoft.graph.entity') // true
 */
export const typeAnnotation = <N extends string>(qualifiedName: N): t.Type<N | `#${N}`> => {
  const fragment = `#${qualifiedName}`
  const is = (value: unknown): value is N | `#${N}` => value === fragment || value === qualifiedName
  return new t.RefinementType(
    fragment,
    is,
    (value, context) => (is(value) ? t.success(value) : t.failure(value, context)),
    t.identity,
    t.string,
    is,
  )
}
