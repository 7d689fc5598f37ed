// The properties of a session in query options.
import * as t from 'io-ts'
import { DateTimeOffset, Int32 } from '../../codec/index.js'
import { type PropertyName, propertyNames, propertyOf } from '../../model/index.js'

/** How to compare the values of a property. Composite and secret ones cannot be compared. */
export type FilterKind = 'text' | 'number' | 'time' | 'composite' | 'secret'

/** A property that query options can name. */
export type QueryableProperty = Exclude<PropertyName, 'uploadAgent'>

/** The kind of a property. Secrets are a kind of their own, because URLs with filters end up in logs. */
export const filterKindOf = (name: PropertyName): FilterKind => {
  const { codec, secret } = propertyOf(name)
  if (secret === true) return 'secret'
  if (codec === DateTimeOffset) return 'time'
  if (codec === Int32) return 'number'
  return codec === t.string ? 'text' : 'composite'
}

const isQueryable = (name: string): name is QueryableProperty =>
  propertyNames.some((each) => each === name && propertyOf(each).role !== 'navigation')

/** The property of a name, where the id of the data store has two; undefined where there is none. */
export const propertyNamed = (name: string): QueryableProperty | undefined => {
  if (name === 'dataStoreId') return 'datastoreId'
  return isQueryable(name) ? name : undefined
}
