// A union whose members are distinguished by which property is present: that member decodes the value and reports its
// errors.
import * as t from 'io-ts'
import { withOpaqueType, withType } from '../issues/context.js'
import type { Members } from './tagged.js'

/**
 * A codec for objects that have exactly one of the properties by which `members` are named. Unlike `t.union` it tries
 * only that member, so its errors are those of that member only.
 *
 * @example
 * import * as t from 'io-ts'
 * import { oneOfKeys } from 'exact-match-session/codec'
 *
 * const Source = oneOfKeys('Source', { file: t.type({ file: t.string }), url: t.type({ url: t.string }) })
 * Source.is({ file: 'a.csv' }) // true
 * Source.is({ file: 'a.csv', url: 'https://a.example' }) // false
 */
export const oneOfKeys = <M extends Members>(
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
      const member = memberOf(value)
      return member === undefined
        ? t.failure(value, withOpaqueType(context), `${name} needs exactly one of ${keys.join(', ')}`)
        : member.validate(value, withType(context, member))
    },
    (value) => memberOf(value)?.encode(value) ?? value,
    Object.values(members),
  )
}
