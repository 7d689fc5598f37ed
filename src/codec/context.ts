// The context of a value of which another codec tells the faults than the one that was asked. Whoever reads errors
// tells by the codec above a key whether it is a property's or only the number of a part or an alternative.
import * as t from 'io-ts'

/** The same place, judged by `type`. */
export const withType = (context: t.Context, type: t.Mixed): t.Context =>
  context.map((entry, depth) => (depth === context.length - 1 ? { ...entry, type } : entry))

/** The same place, by a codec of which nothing is known but its name: what stands below is a property. */
export const withOpaqueType = ({ type, ...entry }: t.ContextEntry): t.ContextEntry => ({
  ...entry,
  type: new t.Type<unknown>(type.name, t.unknown.is, type.validate, t.identity),
})

/** The place of a property in a value, whatever the codec of the value is made of. */
export const propertyOf = (context: t.Context, key: string, type: t.Mixed, actual: unknown): t.Context => [
  ...context.map((entry, depth) => (depth === context.length - 1 ? withOpaqueType(entry) : entry)),
  { key, type, actual },
]
