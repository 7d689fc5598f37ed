// A property that two versions of an API name differently: both are decoded, to one name, and either is encoded.
import * as t from 'io-ts'
import { propertyContext, withOpaqueType } from '../issues/context.js'
import { type Rewriting, rewrite, type Where } from '../shape/rewrite.js'
import { keyPlacesOf, leadsTo } from './keyPlaces.js'
import type { KeyNames, RenamedKeyType } from './tagged.js'
import { hasEnvelope } from './unwrapEnvelope.js'

/** Whether an object has a property of its own that is enumerable, as every property of JSON is. */
const hasEnumerable = (value: object, key: string): boolean =>
  Object.prototype.propertyIsEnumerable.call(value, key)

interface Renaming {
  readonly from: string
  readonly to: string
  readonly isEncoded: boolean
  /** Whether values at a place with these codecs may have the key. */
  readonly enters: Rewriting['enters']
  /** Called where an object has both names. */
  readonly onBoth: (object: object, where: Where) => void
}

/** Renames the key in every object whose codec declares it under its canonical name. */
const renaming = (canonical: string, { from, to, isEncoded, enters, onBoth }: Renaming): Rewriting => ({
  reading: {
    choose: (options) => options,
    hasEnvelope: (value, wrapper) => !isEncoded && hasEnvelope(value, wrapper),
  },
  enters,
  skips: () => false,
  keyOf: (key, object, _, declaration, where) => {
    if (!declaration.properties.has(canonical)) return key
    if (key === from) return to
    if (key !== to || !hasEnumerable(object, from)) return key
    onBoth(object, where)
    return undefined
  },
})

/**
 * Decodes `codec` with either name of a property, to the canonical one, and encodes the name that `write` chooses, in
 * the value and at any depth below it: wherever `codec` declares the canonical name. A value that has both names with
 * different contents is rejected, because one of them would be lost.
 *
 * An intersection of a codec like this with another one needs a `renamedKey` around the whole: io-ts gives every part
 * of an intersection the same value, and the parts that do not rename keep the alternate name in the result.
 *
 * Throws a TypeError where `codec` declares the canonical name nowhere or the alternate name anywhere, and where it has
 * a part whose properties it can't see: one made by `pipe` or `new t.Type`, or copied with its own `validate`, that
 * decodes objects or arrays.
 *
 * @example
 * import * as t from 'io-ts'
 * import { renamedKey } from 'exact-match-session/codec'
 *
 * const names = { canonical: 'datastoreId', alternate: 'dataStoreId' }
 * const Page = renamedKey(t.type({ value: t.array(t.type({ datastoreId: t.string })) }), names, 'alternate')
 * Page.decode({ value: [{ dataStoreId: 'patients' }] }) // right({ value: [{ datastoreId: 'patients' }] })
 * Page.encode({ value: [{ datastoreId: 'patients' }] }) // { value: [{ dataStoreId: 'patients' }] }
 */
export const renamedKey = <A, O>(
  codec: t.Type<A, O>,
  names: KeyNames,
  write: keyof KeyNames,
): RenamedKeyType<A, O> => {
  const { canonical, alternate } = names
  const { isBelow, hasOtherWriter } = keyPlacesOf(codec, names, write)
  const codecs = [codec]
  const leadsToKey = leadsTo(canonical)
  const enters: Rewriting['enters'] = isBelow ? (below) => below.some(leadsToKey) : () => false
  const toCanonical = { from: alternate, to: canonical, isEncoded: false, enters }

  const mayHaveAlternate = (value: unknown): boolean =>
    isBelow || (t.UnknownRecord.is(value) && hasEnumerable(value, alternate))

  const validate: t.Validate<unknown, A> = (value, context) => {
    if (!mayHaveAlternate(value)) return codec.validate(value, context)
    const conflicts: Array<t.ValidationError> = []
    const onBoth = (object: object, where: Where): void => {
      const [kept, other]: [unknown, unknown] = [
        Reflect.get(object, canonical),
        Reflect.get(object, alternate),
      ]
      if (kept === other) return
      conflicts.push({
        value: other,
        context: propertyContext(where(), alternate, t.unknown, other),
        message: `${alternate} and ${canonical} are the same property and differ`,
      })
    }
    const where = () => withOpaqueType(context)
    const renamed = rewrite(codecs, value, where, renaming(canonical, { ...toCanonical, onBoth }))
    return conflicts.length > 0 ? t.failures(conflicts) : codec.validate(renamed, context)
  }

  const none = () => []
  const unchanged = renaming(canonical, { ...toCanonical, onBoth: () => {} })
  const isCanonical = (value: unknown): boolean =>
    !mayHaveAlternate(value) || rewrite(codecs, value, none, unchanged) === value

  const written = renaming(canonical, {
    from: write === 'alternate' ? canonical : alternate,
    to: names[write],
    isEncoded: true,
    enters,
    onBoth: () => {},
  })
  // Renaming a property keeps every other one, and O does not say how the two names differ.
  const renameEncoded = (value: A): O => rewrite(codecs, codec.encode(value), none, written) as O
  // io-ts copies nothing where the encoders of all parts are the identity, so it is handed on as it is.
  const encode = write === 'alternate' || hasOtherWriter ? renameEncoded : codec.encode

  return Object.assign(new t.Type<A, O>(codec.name, codec.is, validate, encode), {
    _tag: 'RenamedKeyType' as const,
    type: codec,
    names,
    write,
    isDeep: isBelow,
    isCanonical,
  })
}
