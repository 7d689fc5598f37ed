// A property that two generations of an API spell differently: both are read, one is known inside, one is written.
import * as t from 'io-ts'
import { propertyOf } from './context.js'
import type { KeyNames, RenamedKeyType } from './tagged.js'

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
export const renamedKey = <A, O>(
  codec: t.Type<A, O>,
  spellings: KeyNames,
  write: keyof KeyNames,
): RenamedKeyType<A, O> => {
  const { canonical, alternate } = spellings
  const validate: t.Validate<unknown, A> = (value, context) => {
    if (!isObject(value) || !hasEnumerable(value, alternate)) return codec.validate(value, context)
    if (hasEnumerable(value, canonical) && value[canonical] !== value[alternate]) {
      const at = propertyOf(context, alternate, t.unknown, value[alternate])
      return t.failures([
        {
          value: value[alternate],
          context: at,
          message: `${alternate} and ${canonical} are the same property and differ`,
        },
      ])
    }
    return codec.validate(renamed(value, alternate, canonical), context)
  }
  const encodeOther = (value: A): O => {
    const encoded = codec.encode(value)
    // Renaming a property keeps every other one, and O says nothing of how the two spellings differ.
    return isObject(encoded) && hasEnumerable(encoded, canonical)
      ? (renamed(encoded, canonical, alternate) as O)
      : encoded
  }
  // io-ts copies nothing where the encoders of all parts are the identity, so it is handed on as it is.
  const encode = write === 'alternate' ? encodeOther : codec.encode
  return Object.assign(new t.Type<A, O>(codec.name, codec.is, validate, encode), {
    _tag: 'RenamedKeyType' as const,
    type: codec,
    names: spellings,
  })
}
