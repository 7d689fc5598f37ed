// A union whose members are told apart by one property: the member it names is decoded, and its errors alone are told.
import * as t from 'io-ts'

/** The member stands where the union stood: whoever reads the errors must see what the keys below it belong to. */
const inPlace = (context: t.Context, type: t.Mixed): t.Context =>
  context.map((entry, depth) => (depth === context.length - 1 ? { ...entry, type } : entry))

type Members = Readonly<Record<string, t.Mixed>>

/**
 * A codec for values whose property `tag` names one of `members`. Unlike `t.union` it tries the one that is
 * named, so a fault inside it is told as that member's fault.
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
export const discriminated = <M extends Members>(
  name: string,
  tag: string,
  members: M,
): t.Type<t.TypeOf<M[keyof M]>, t.OutputOf<M[keyof M]>> => {
  const tags = t.keyof(members)
  const memberOf = (value: unknown): M[keyof M] | undefined => {
    if (!t.UnknownRecord.is(value)) return undefined
    const named = value[tag]
    return tags.is(named) ? members[named] : undefined
  }
  return new t.Type(
    name,
    (value): value is t.TypeOf<M[keyof M]> => memberOf(value)?.is(value) ?? false,
    (value, context) => {
      if (!t.UnknownRecord.is(value)) return t.failure(value, context)
      const member = memberOf(value)
      return member === undefined
        ? t.failure(value[tag], t.appendContext(context, tag, tags, value[tag]))
        : member.validate(value, inPlace(context, member))
    },
    (value) => memberOf(value)?.encode(value) ?? value,
  )
}
