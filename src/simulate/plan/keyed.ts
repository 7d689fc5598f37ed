// A union whose members are told apart by which property is there: that member is decoded, and its errors are told.
import * as t from 'io-ts'
import { failuresOf, inPlace } from './together.js'

type Members = Readonly<Record<string, t.Mixed>>

/** A codec for objects that have exactly one of the properties by which `members` are named. */
export const keyed = <M extends Members>(
  name: string,
  members: M,
): t.UnionType<Array<t.Mixed>, t.TypeOf<M[keyof M]>, t.OutputOf<M[keyof M]>> => {
  const keys = Object.keys(members)
  const memberOf = (value: unknown): t.Mixed | undefined => {
    if (!t.UnknownRecord.is(value)) return undefined
    const [key, ...others] = keys.filter((key) => Object.hasOwn(value, key))
    return key === undefined || others.length > 0 ? undefined : members[key]
  }
  return new t.UnionType(
    name,
    (value): value is t.TypeOf<M[keyof M]> => memberOf(value)?.is(value) ?? false,
    (value, context) => {
      if (!t.UnknownRecord.is(value)) return t.failure(value, context)
      const message = `${name} needs one of ${keys.join(', ')}, and no more than one`
      const member = memberOf(value)
      return member === undefined
        ? failuresOf(value, context, [{ keys: [], message }])
        : member.validate(value, inPlace(context, member))
    },
    (value) => memberOf(value)?.encode(value) ?? value,
    Object.values(members),
  )
}
