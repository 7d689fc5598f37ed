// The session's own properties as query options see them: which can be compared, and as what.
import * as t from 'io-ts'
import { DateTimeOffset, Int32 } from '../../codec/index.js'
import { type PropertyName, propertyNames, propertyOf } from '../../model/index.js'

/** How the values of a property compare: not at all where they have several parts or are secret. */
export type FilterKind = 'text' | 'number' | 'time' | 'composite' | 'secret'

/** A property that query options may name. */
export type QueryableProperty = Exclude<PropertyName, 'uploadAgent'>

/** How a property compares. Filters stand in URLs, and so in logs: secrets can't be filtered on. */
export const filterKindOf = (name: PropertyName): FilterKind => {
  const { codec, secret } = propertyOf(name)
  if (secret === true) return 'secret'
  if (codec === DateTimeOffset) return 'time'
  if (codec === Int32) return 'number'
  return codec === t.string ? 'text' : 'composite'
}

const isQueryable = (name: string): name is QueryableProperty =>
  propertyNames.some((each) => each === name && propertyOf(each).role !== 'navigation')

/** The property of a name, under either name of the data store's id; undefined where a session has none such. */
export const propertyNamed = (name: string): QueryableProperty | undefined => {
  if (name === 'dataStoreId') return 'datastoreId'
  return isQueryable(name) ? name : undefined
}
