// A union whose members one property distinguishes: the member it names decodes the value and reports its errors.
import * as t from 'io-ts'
import { withType } from '../issues/context.js'
import type { DiscriminatedType, Members } from './tagged.js'

/** The values of the members, each with its own tag. */
type TypeOfAny<T extends string, M extends Members> = {
  [K in keyof M]: t.TypeOf<M[K]> & { readonly [P in T]: K }
}[keyof M]

/**
 * A codec for values whose property `tag` names one of `members`. Unlike `t.union` it tries the one that is
 * named, so its errors are those of that member only.
 *
 * @example
 * import * as t from 'io-ts'
 * import { discriminated } from 'exact-match-session/codec'
 *
 * const Shape = discriminated('Shape', 'kind', {
 *   circle: t.type({ kind: t.literal('circle'), radius: t.number }),
 *   square: t.type({ kind: t.literal('square'), side: t.number }),
 * })
 * Shape.is({ kind: 'circle', radius: 1 }) // true
 */
export const discriminated = <T extends string, M extends Members>(
  name: string,
  tag: T,
  members: M,
): DiscriminatedType<TypeOfAny<T, M>, t.OutputOf<M[keyof M]>> => {
  const tags = t.keyof(members)
  const memberOf = (value: unknown): M[keyof M] | undefined => {
    if (!t.UnknownRecord.is(value)) return undefined
    const named = value[tag]
    return tags.is(named) ? members[named] : undefined
  }
  const codec = new t.Type<TypeOfAny<T, M>, t.OutputOf<M[keyof M]>>(
    name,
    (value): value is TypeOfAny<T, M> => memberOf(value)?.is(value) ?? false,
    (value, context) => {
      if (!t.UnknownRecord.is(value)) return t.failure(value, context)
      const member = memberOf(value)
      return member === undefined
        ? t.failure(value[tag], t.appendContext(context, tag, tags, value[tag]))
        : member.validate(value, withType(context, member))
    },
    (value) => memberOf(value)?.encode(value) ?? value,
  )
  return Object.assign(codec, { _tag: 'DiscriminatedType' as const, tag, members, memberOf })
}
