// OData's $orderby (OData 4.01, URL Conventions, 5.1.4).
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { ExactMatchSession } from '../../model/index.js'
import { compare, type Operand } from './comparison.js'
import { filterKindOf, propertyNamed, type QueryableProperty } from './sessionProperty.js'

/** A comparison of sessions, as `Array.prototype.sort` takes it. */
type Compare = (first: ExactMatchSession, second: ExactMatchSession) => number

/** An order of sessions. */
export interface Order {
  /** The properties that it compares. */
  readonly properties: ReadonlyArray<QueryableProperty>
  readonly compare: Compare
}

const valueIn = (session: ExactMatchSession, property: QueryableProperty): string | number | null => {
  const value = session[property]
  return typeof value === 'string' || typeof value === 'number' ? value : null
}

/** "Null values come before non-null values when sorting in ascending order" (OData 4.01, Protocol, 11.2.6.2). */
const by =
  (property: QueryableProperty, kind: Operand['kind'], sign: 1 | -1): Compare =>
  (first, second) => {
    const [one, other] = [valueIn(first, property), valueIn(second, property)]
    if (one === null || other === null) return sign * (Number(one !== null) - Number(other !== null))
    return sign * compare(kind, one, other)
  }

const itemPattern = /^\s*([\w@.]+)(?:\s+(asc|desc))?\s*$/

const parseItem = (text: string): E.Either<string, Order> => {
  const [, name = '', direction] = itemPattern.exec(text) ?? []
  const property = propertyNamed(name)
  if (name === '') return E.left(`${JSON.stringify(text.trim())} is not a property with asc, desc or neither`)
  if (property === undefined) return E.left(`a session has no property ${name}`)
  const kind = filterKindOf(property)
  return kind === 'secret' || kind === 'composite'
    ? E.left(`sessions can't be ordered by ${name}`)
    : E.right({ properties: [property], compare: by(property, kind, direction === 'desc' ? -1 : 1) })
}

/** Limits the time of a sort. */
const maxItems = 8

/** The order of a $orderby. Left: why it is not valid. */
export const orderOf = (source: string): E.Either<string, Order> => {
  const items = source.split(',')
  if (items.length > maxItems) return E.left(`there are more than ${maxItems} properties`)
  return pipe(
    items,
    E.traverseArray(parseItem),
    E.map((orders) => ({
      properties: orders.flatMap(({ properties }) => properties),
      compare: (first, second) => orders.reduce((order, { compare }) => order || compare(first, second), 0),
    })),
  )
}
