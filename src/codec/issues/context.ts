// Contexts for values that another codec validates than the one that was called. Readers of errors need the codec
// above a key, which says whether the key is a property or only the number of a part or an option.
import * as t from 'io-ts'

const withLast = (context: t.Context, change: (entry: t.ContextEntry) => t.ContextEntry): t.Context =>
  context.map((entry, depth) => (depth === context.length - 1 ? change(entry) : entry))

/** The same place, validated by `type`. */
export const withType = (context: t.Context, type: t.Mixed): t.Context =>
  withLast(context, (entry) => ({ ...entry, type }))

/** The same entry with a codec that has only the name: the keys below it are properties. */
export const opaqueEntry = ({ type, ...entry }: t.ContextEntry): t.ContextEntry => ({
  ...entry,
  type: new t.Type<unknown>(type.name, t.unknown.is, type.validate, t.identity),
})

/** The same place, whatever its codec is made of: the keys below it are properties. */
export const withOpaqueType = (context: t.Context): t.Context => withLast(context, opaqueEntry)

/** The place of a property in a value, whatever the codec of the value is made of. */
export const propertyContext = (
  context: t.Context,
  key: string,
  type: t.Mixed,
  actual: unknown,
): t.Context => [...withOpaqueType(context), { key, type, actual }]
