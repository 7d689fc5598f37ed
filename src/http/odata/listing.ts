// The sessions on a page. As in Graph, $top is the size of a page, and every page but the last links to the next.
import * as E from 'fp-ts/lib/Either.js'
import type { Page, PageRequest, StoredSession } from '../../service/index.js'
import { type Problem, problem } from '../problem.js'
import type { Test } from './comparison.js'
import type { ODataQuery } from './odataQuery.js'
import type { Order } from './ordering.js'
import type { NextPage } from './page.js'

/** A page of sessions; `next` is null on the last one. */
interface Listing {
  readonly sessions: ReadonlyArray<StoredSession>
  readonly next: NextPage | null
}

/** Reads sessions of one data store in the order of their creation. */
export type ReadPage = (page: PageRequest) => Promise<E.Either<Problem, Page<StoredSession>>>

/** How many sessions to read for one request, and how many at a time. */
export interface ScanLimits {
  readonly maxScan: number
  readonly chunk: number
}

type Listed = Promise<E.Either<Problem, Listing>>

const everySession: Test = () => true

const from = (after: string | null): Pick<PageRequest, 'after'> => (after === null ? {} : { after })

const tooMany = (option: string, maxScan: number): Problem =>
  problem(400, `${option}: the data store has more than the ${maxScan} sessions that it can be used with`, {
    target: option,
  })

/** Every session that passes a test; left where there are too many to read. */
const scan = async (
  read: ReadPage,
  test: Test,
  option: string,
  { maxScan, chunk }: ScanLimits,
): Promise<E.Either<Problem, ReadonlyArray<StoredSession>>> => {
  const found: Array<StoredSession> = []
  let after: string | null = null
  for (let count = 0; ; count += chunk) {
    if (count >= maxScan) return E.left(tooMany(option, maxScan))
    const page: E.Either<Problem, Page<StoredSession>> = await read({ top: chunk, ...from(after) })
    if (E.isLeft(page)) return page
    found.push(...page.right.items.filter(({ session }) => test(session) === true))
    after = page.right.next
    if (after === null) return E.right(found)
  }
}

/** How many sessions pass a test. */
export const countMatches = async (
  read: ReadPage,
  test: Test,
  limits: ScanLimits,
): Promise<E.Either<Problem, number>> =>
  E.map((found: ReadonlyArray<StoredSession>) => found.length)(await scan(read, test, '$count', limits))

const listOrdered = async (
  read: ReadPage,
  order: Order,
  { filter, skip, skipToken }: ODataQuery,
  top: number,
  limits: ScanLimits,
): Listed => {
  if (skipToken !== null) {
    return E.left(problem(400, '$skiptoken: it belongs to another order', { target: '$skiptoken' }))
  }
  const found = await scan(read, filter ?? everySession, '$orderby', limits)
  if (E.isLeft(found)) return found
  const end = skip + top
  return E.right({
    sessions: found.right.toSorted((first, second) => order(first.session, second.session)).slice(skip, end),
    next: top > 0 && end < found.right.length ? { $skip: String(end) } : null,
  })
}

/**
 * Reads until the page is full. At the limit of a scan the page stays incomplete and the next one continues there: a
 * page may contain fewer items than requested, or none (OData 4.01, Protocol, 11.2.6.7).
 */
const listFiltered = async (
  read: ReadPage,
  test: Test,
  { skip, skipToken }: ODataQuery,
  top: number,
  { maxScan, chunk }: ScanLimits,
): Listed => {
  const passes = ({ session }: StoredSession): boolean => test(session) === true
  const sessions: Array<StoredSession> = []
  let [after, toSkip] = [skipToken, skip]
  for (let count = chunk; ; count += chunk) {
    let page: E.Either<Problem, Page<StoredSession>> = await read({ top: chunk, ...from(after) })
    if (E.isLeft(page)) return page
    const wanted = toSkip + top - sessions.length
    const indices = page.right.items.flatMap((stored, index) => (passes(stored) ? [index] : []))
    const last = indices[wanted - 1]
    // The next page has to begin after the last session of this one, so read up to that.
    if (last !== undefined && indices.length > wanted) {
      page = await read({ top: last + 1, ...from(after) })
      if (E.isLeft(page)) return page
    }
    const found = page.right.items.filter(passes)
    sessions.push(...found.slice(toSkip))
    toSkip = Math.max(0, toSkip - found.length)
    after = page.right.next
    if (after === null || top === 0) return E.right({ sessions, next: null })
    if (sessions.length >= top || count >= maxScan) {
      const rest = toSkip > 0 ? { $skip: String(toSkip) } : {}
      return E.right({ sessions, next: { $skiptoken: after, ...rest } })
    }
  }
}

const listAll = async (read: ReadPage, { skip, skipToken }: ODataQuery, top: number): Listed => {
  const page = await read({ top, skip, ...from(skipToken) })
  if (E.isLeft(page)) return page
  const { items, next } = page.right
  return E.right({ sessions: items, next: next === null || top === 0 ? null : { $skiptoken: next } })
}

/** The page that a query selects. */
export const listingOf = (read: ReadPage, query: ODataQuery, top: number, limits: ScanLimits): Listed => {
  const { order, filter } = query
  if (order !== null) return listOrdered(read, order, query, top, limits)
  return filter === null ? listAll(read, query, top) : listFiltered(read, filter, query, top, limits)
}
