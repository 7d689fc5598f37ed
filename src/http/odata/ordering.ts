// OData's $orderby on the session's own properties.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { ExactMatchSession } from '../../model/index.js'
import { compare, type Operand } from './comparison.js'
import { filterKindOf, propertyNamed, type QueryableProperty } from './sessionProperty.js'

/** The order of two sessions, as `Array.prototype.sort` asks for it. */
export type Order = (first: ExactMatchSession, second: ExactMatchSession) => number

const valueIn = (session: ExactMatchSession, property: QueryableProperty): string | number | null => {
  const value = session[property]
  return typeof value === 'string' || typeof value === 'number' ? value : null
}

/** Null comes before every value, and after it where the order is descending. OData 4.0, "Protocol", 11.2.5.2. */
const by =
  (property: QueryableProperty, kind: Operand['kind'], sign: 1 | -1): Order =>
  (first, second) => {
    const [one, other] = [valueIn(first, property), valueIn(second, property)]
    if (one === null || other === null) return sign * (Number(one !== null) - Number(other !== null))
    return sign * compare(kind, one, other)
  }

const item = /^\s*([\w@.]+)(?:\s+(asc|desc))?\s*$/

const orderBy = (text: string): E.Either<string, Order> => {
  const [, name = '', direction] = item.exec(text) ?? []
  const property = propertyNamed(name)
  if (name === '') return E.left(`${JSON.stringify(text.trim())} is not a property with asc, desc or neither`)
  if (property === undefined) return E.left(`a session has no property ${name}`)
  const kind = filterKindOf(property)
  return kind === 'secret' || kind === 'composite'
    ? E.left(`sessions can't be ordered by ${name}`)
    : E.right(by(property, kind, direction === 'desc' ? -1 : 1))
}

const mostItems = 8

/** The order that a $orderby stands for. Left: what is wrong with it, in a sentence. */
export const orderOf = (source: string): E.Either<string, Order> => {
  const items = source.split(',')
  if (items.length > mostItems) return E.left(`there are more than ${mostItems} properties`)
  return pipe(
    items,
    E.traverseArray(orderBy),
    E.map((orders) => (first, second) => orders.reduce((order, next) => order || next(first, second), 0)),
  )
}
