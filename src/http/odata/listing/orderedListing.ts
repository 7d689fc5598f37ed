// A page of sessions in an order of $orderby.
import * as E from 'fp-ts/lib/Either.js'
import type { StoredSession } from '../../../service/index.js'
import { type Problem, problem } from '../../problem.js'
import type { ODataQuery } from '../odataQuery.js'
import type { Order } from '../ordering.js'
import type { Listed, ToJson } from './creationOrder.js'
import { type ScanLimits, type SessionReader, scan, tooMany } from './scan.js'
import { sortedInSlices } from './slices.js'

/** How many sessions are read at once by their ids. */
const batchSize = 10

/** The sessions of some ids, until the page is full; those that have been removed meanwhile are left out. */
const readInOrder = async (
  read: SessionReader,
  ids: ReadonlyArray<string>,
  pageBytes: number,
  toJson: ToJson<StoredSession>,
): Promise<E.Either<Problem, { readonly items: ReadonlyArray<string>; readonly end: number }>> => {
  const items: Array<string> = []
  let end = 0
  for (let bytes = 0; end < ids.length && bytes < pageBytes; ) {
    const batch = ids.slice(end, end + batchSize)
    const stored = E.sequenceArray(await Promise.all(batch.map(read.session)))
    if (E.isLeft(stored)) return stored
    const added = stored.right.flatMap((session) => (session === null ? [] : [toJson(session)]))
    bytes += added.reduce((sum, { length }) => sum + length, 0)
    items.push(...added)
    end += batch.length
  }
  return E.right({ items, end })
}

/** Sorts what the order compares, and reads only the sessions of the page once more. */
export const listOrdered = async (
  read: SessionReader,
  { properties, compare }: Order,
  { filter, skip, skipToken }: ODataQuery,
  top: number,
  limits: ScanLimits,
  toJson: ToJson<StoredSession>,
): Listed => {
  if (skipToken !== null) {
    return E.left(problem(400, '$skiptoken: it belongs to another order', { target: '$skiptoken' }))
  }
  const passes = ({ session }: StoredSession): boolean => filter === null || filter(session) === true
  const keep = ({ session }: StoredSession) => ({
    id: session.id ?? '',
    compared: Object.fromEntries(properties.map((name) => [name, session[name]])),
  })
  const refusal = tooMany('$orderby', 'sessions', limits)
  const found = await scan(read.page, passes, keep, limits, refusal)
  if (E.isLeft(found)) return found
  const sorted = await sortedInSlices(found.right, (first, second) =>
    compare(first.compared, second.compared),
  )
  const ids = sorted.slice(skip, skip + top).map(({ id }) => id)
  const page = await readInOrder(read, ids, limits.pageBytes, toJson)
  if (E.isLeft(page)) return page
  const end = skip + page.right.end
  const next = top > 0 && end < found.right.length ? { $skip: String(end) } : null
  return E.right({ items: page.right.items, next })
}
