// A page of items in the order of their creation: of all of them, or of those that pass a test which only the API knows.
import * as E from 'fp-ts/lib/Either.js'
import type { Page } from '../../../service/index.js'
import type { Problem } from '../../problem.js'
import type { ODataQuery } from '../odataQuery.js'
import type { NextPage } from '../page.js'
import { from, type PageReader, type ScanLimits } from './scan.js'
import { indicesPassing, yieldToOthers } from './slices.js'

/** The items of a page as JSON; `next` is null on the last one. */
interface Listing {
  readonly items: ReadonlyArray<string>
  readonly next: NextPage | null
}

export type Listed = Promise<E.Either<Problem, Listing>>

/** An item of a page as JSON. */
export type ToJson<A> = (item: A) => string

/**
 * Reads until the page is full. At the limit of a scan the page stays incomplete and the next one continues there: a
 * page may contain fewer items than requested, or none (OData 4.01, Protocol, 11.2.6.7).
 */
const listFiltered = async <A>(
  read: PageReader<A>,
  passes: (item: A) => boolean,
  { skip, skipToken }: Pick<ODataQuery, 'skip' | 'skipToken'>,
  top: number,
  { maxScan, chunk, pageBytes }: ScanLimits,
  toJson: ToJson<A>,
): Listed => {
  const items: Array<string> = []
  let [after, toSkip] = [skipToken, skip]
  for (let [count, bytes] = [0, 0]; ; await yieldToOthers()) {
    let page: E.Either<Problem, Page<A>> = await read({ top: chunk, ...from(after) })
    if (E.isLeft(page)) return page
    const wanted = toSkip + top - items.length
    let indices = await indicesPassing(page.right.items, passes)
    const last = indices[wanted - 1]
    // The next page has to begin after the last item of this one, so read up to that.
    if (last !== undefined && indices.length > wanted) {
      page = await read({ top: last + 1, ...from(after) })
      if (E.isLeft(page)) return page
      indices = await indicesPassing(page.right.items, passes)
    }
    const { items: candidates } = page.right
    const found = indices.flatMap((index) => candidates.slice(index, index + 1))
    const added = found.slice(toSkip).map(toJson)
    items.push(...added)
    bytes += added.reduce((sum, { length }) => sum + length, 0)
    // A page that is short because its items are large takes as long as a full one.
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

const listAll = async <A>(
  read: PageReader<A>,
  { skip, skipToken }: Pick<ODataQuery, 'skip' | 'skipToken'>,
  top: number,
  toJson: ToJson<A>,
): Listed => {
  const page = await read({ top, skip, ...from(skipToken) })
  if (E.isLeft(page)) return page
  const { items, next } = page.right
  return E.right({
    items: items.map(toJson),
    next: next === null || top === 0 ? null : { $skiptoken: next },
  })
}

/** The page that a query selects of the items that pass; null where all do. */
export const listByCreation = <A>(
  read: PageReader<A>,
  passes: ((item: A) => boolean) | null,
  query: Pick<ODataQuery, 'skip' | 'skipToken'>,
  top: number,
  limits: ScanLimits,
  toJson: ToJson<A>,
): Listed =>
  passes === null ? listAll(read, query, top, toJson) : listFiltered(read, passes, query, top, limits, toJson)
