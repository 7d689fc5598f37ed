// Valid and invalid values of a property, read off its row.
import * as fc from 'fast-check'
import { Int32 } from '../../codec/index.js'
import { type PropertyName, propertiesWhere, propertyOf } from '../../model/index.js'

/** Valid values of a property; counts up to `maxCount`. */
export const validValueOf = (name: PropertyName, maxCount = 100_000): fc.Arbitrary<unknown> => {
  const { codec, constraint = {} } = propertyOf(name)
  if (codec === Int32) return fc.integer({ min: constraint.minimum ?? 0, max: maxCount })
  if (constraint.pattern !== undefined) return fc.stringMatching(constraint.pattern)
  if (constraint.items === undefined) return fc.string()
  return fc.uniqueArray(fc.string({ minLength: constraint.items.minLength }), { maxLength: 5 })
}

/** Values that pass the codec of a property and violate its constraint, one for each keyword. */
export const invalidValuesOf = (name: PropertyName): ReadonlyArray<unknown> => {
  const { constraint = {} } = propertyOf(name)
  return [
    ...(constraint.minimum === undefined ? [] : [constraint.minimum - 1]),
    ...(constraint.pattern === undefined ? [] : ['too short']),
    ...(constraint.uniqueItems === undefined ? [] : [['a', 'a']]),
  ]
}

/** The metadata of a create request but for its id: what the client writes and no event changes. */
export const requestMetadata: ReadonlyArray<PropertyName> = propertiesWhere(
  ({ role }) => role === 'metadata',
).filter((name) => name !== 'id')

/** The properties whose constraints a create request can violate. */
export const constrainedProperties: ReadonlyArray<PropertyName> = propertiesWhere(
  ({ constraint }) => constraint !== undefined,
)
