// A property that two generations of an API spell differently: both are read, one is known inside, one is written.
import * as t from 'io-ts'
import { propertyOf } from './inPlace.js'
import type { AliasType, Spellings } from './tagged.js'

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether an object has a property of its own that is there to be seen, as every property of JSON is. */
export const hasEnumerable = (value: object, key: string): boolean =>
  Object.prototype.propertyIsEnumerable.call(value, key)

/** The same properties in the same order, one of them under another name. */
const renamed = (
  value: Readonly<Record<string, unknown>>,
  from: string,
  to: string,
): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== to)
      .map(([name, property]) => [name === from ? to : name, property]),
  )

/**
 * Reads `codec` under both spellings of a property and writes the one named by `write`.
 * A value that carries both with different contents is refused: neither can be lost quietly.
 *
 * @example
 * import * as t from 'io-ts'
 * import { alias } from 'exact-match-session/codec'
 *
 * const Store = alias(t.type({ datastoreId: t.string }), { inside: 'datastoreId', other: 'dataStoreId' }, 'other')
 * Store.decode({ dataStoreId: 'patients' }) // right({ datastoreId: 'patients' })
 * Store.encode({ datastoreId: 'patients' }) // { dataStoreId: 'patients' }
 */
export const alias = <A, O>(
  codec: t.Type<A, O>,
  spellings: Spellings,
  write: keyof Spellings,
): AliasType<A, O> => {
  const { inside, other } = spellings
  const validate: t.Validate<unknown, A> = (value, context) => {
    if (!isObject(value) || !hasEnumerable(value, other)) return codec.validate(value, context)
    if (hasEnumerable(value, inside) && value[inside] !== value[other]) {
      const at = propertyOf(context, other, t.unknown, value[other])
      return t.failures([
        {
          value: value[other],
          context: at,
          message: `${other} and ${inside} are the same property and differ`,
        },
      ])
    }
    return codec.validate(renamed(value, other, inside), context)
  }
  const encodeOther = (value: A): O => {
    const encoded = codec.encode(value)
    // Renaming a property keeps every other one, and O says nothing of how the two spellings differ.
    return isObject(encoded) && hasEnumerable(encoded, inside)
      ? (renamed(encoded, inside, other) as O)
      : encoded
  }
  // io-ts copies nothing where the encoders of all parts are the identity, so it is handed on as it is.
  const encode = write === 'other' ? encodeOther : codec.encode
  return Object.assign(new t.Type<A, O>(codec.name, codec.is, validate, encode), {
    _tag: 'AliasType' as const,
    type: codec,
    spellings,
  })
}
