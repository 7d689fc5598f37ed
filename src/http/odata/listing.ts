// The sessions on a page. As in Graph, $top is the size of a page, and every page but the last links to the next.
import * as E from 'fp-ts/lib/Either.js'
import type { Page, StoredSession } from '../../service/index.js'
import type { Problem } from '../problem.js'
import type { Test } from './comparison.js'
import type { ODataQuery } from './odataQuery.js'
import { type Listed, listOrdered, type ToJson } from './orderedListing.js'
import { from, type ScanLimits, type SessionReader } from './scan.js'
import { indicesPassing, yieldToOthers } from './slices.js'

/**
 * Reads until the page is full. At the limit of a scan the page stays incomplete and the next one continues there: a
 * page may contain fewer items than requested, or none (OData 4.01, Protocol, 11.2.6.7).
 */
const listFiltered = async (
  read: SessionReader,
  test: Test,
  { skip, skipToken }: ODataQuery,
  top: number,
  { maxScan, chunk, pageBytes }: ScanLimits,
  toJson: ToJson,
): Listed => {
  const passes = ({ session }: StoredSession): boolean => test(session) === true
  const items: Array<string> = []
  let [after, toSkip] = [skipToken, skip]
  for (let [count, bytes] = [0, 0]; ; await yieldToOthers()) {
    let page: E.Either<Problem, Page<StoredSession>> = await read.page({ top: chunk, ...from(after) })
    if (E.isLeft(page)) return page
    const wanted = toSkip + top - items.length
    let indices = await indicesPassing(page.right.items, passes)
    const last = indices[wanted - 1]
    // The next page has to begin after the last session of this one, so read up to that.
    if (last !== undefined && indices.length > wanted) {
      page = await read.page({ top: last + 1, ...from(after) })
      if (E.isLeft(page)) return page
      indices = await indicesPassing(page.right.items, passes)
    }
    const { items: stored } = page.right
    const found = indices.flatMap((index) => stored.slice(index, index + 1))
    const added = found.slice(toSkip).map(toJson)
    items.push(...added)
    bytes += added.reduce((sum, { length }) => sum + length, 0)
    // A page that is short because its sessions are large takes as long as a full one.
    count += chunk
    toSkip = Math.max(0, toSkip - found.length)
    after = page.right.next
    if (after === null || top === 0) return E.right({ items, next: null })
    if (items.length >= top || bytes >= pageBytes || count >= maxScan) {
      const rest = toSkip > 0 ? { $skip: String(toSkip) } : {}
      return E.right({ items, next: { $skiptoken: after, ...rest } })
    }
  }
}

const listAll = async (
  read: SessionReader,
  { skip, skipToken }: ODataQuery,
  top: number,
  toJson: ToJson,
): Listed => {
  const page = await read.page({ top, skip, ...from(skipToken) })
  if (E.isLeft(page)) return page
  const { items, next } = page.right
  return E.right({
    items: items.map(toJson),
    next: next === null || top === 0 ? null : { $skiptoken: next },
  })
}

/** The page that a query selects. */
export const listingOf = (
  read: SessionReader,
  query: ODataQuery,
  top: number,
  limits: ScanLimits,
  toJson: ToJson,
): Listed => {
  const { order, filter } = query
  if (order !== null) return listOrdered(read, order, query, top, limits, toJson)
  return filter === null
    ? listAll(read, query, top, toJson)
    : listFiltered(read, filter, query, top, limits, toJson)
}
