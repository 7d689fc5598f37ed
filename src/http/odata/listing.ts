// A page of sessions: which of them, in which order, and where the next page begins. As in Graph, $top is the size of
// a page, and a page that isn't the last tells where the next one is.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Page, PageRequest, ServiceError, StoredSession } from '../../service/index.js'
import { type Problem, problem } from '../problem.js'
import { serviceProblem } from '../serviceProblem.js'
import type { Test } from './comparison.js'
import type { ODataQuery } from './odataQuery.js'
import type { Order } from './ordering.js'

/** Where the next page begins: the query options that change from page to page. */
export interface NextPage {
  readonly $skiptoken?: string
  readonly $skip?: string
}

/** A page of what was asked for; `next` is null where nothing follows. */
export interface Listing {
  readonly sessions: ReadonlyArray<StoredSession>
  readonly next: NextPage | null
}

/** Reads the sessions of one data store, in the order of their creation. */
export type ReadPage = (page: PageRequest) => TE.TaskEither<ServiceError, Page<StoredSession>>

/** How many sessions one request may have read, and how many at a time. */
export interface ReadingLimits {
  readonly maxScan: number
  readonly chunk: number
}

const everything: Test = () => true

const fetched = (read: ReadPage, page: PageRequest) => TE.mapLeft(serviceProblem)(read(page))()

const from = (after: string | null): Pick<PageRequest, 'after'> => (after === null ? {} : { after })

const tooMany = (option: string, maxScan: number): Problem =>
  problem(400, `${option}: the data store has more than the ${maxScan} sessions that are read for it`, {
    target: option,
  })

/** Every session that passes a test; left where there are too many to read. */
const all =
  (
    read: ReadPage,
    test: Test,
    option: string,
    { maxScan, chunk }: ReadingLimits,
  ): TE.TaskEither<Problem, ReadonlyArray<StoredSession>> =>
  async () => {
    const found: Array<StoredSession> = []
    let after: string | null = null
    for (let count = 0; ; count += chunk) {
      if (count >= maxScan) return E.left(tooMany(option, maxScan))
      const page: E.Either<Problem, Page<StoredSession>> = await fetched(read, { top: chunk, ...from(after) })
      if (E.isLeft(page)) return page
      found.push(...page.right.items.filter(({ session }) => test(session) === true))
      after = page.right.next
      if (after === null) return E.right(found)
    }
  }

/** How many sessions pass a test. */
export const countOf = (read: ReadPage, test: Test, limits: ReadingLimits): TE.TaskEither<Problem, number> =>
  pipe(
    all(read, test, '$count', limits),
    TE.map((found) => found.length),
  )

const ordered = (
  read: ReadPage,
  order: Order,
  { filter, skip, skipToken }: ODataQuery,
  top: number,
  limits: ReadingLimits,
): TE.TaskEither<Problem, Listing> =>
  skipToken !== null
    ? TE.left(problem(400, '$skiptoken: it belongs to another order', { target: '$skiptoken' }))
    : pipe(
        all(read, filter ?? everything, '$orderby', limits),
        TE.map((found) => ({
          sessions: found
            .toSorted((first, second) => order(first.session, second.session))
            .slice(skip, skip + top),
          next: top > 0 && skip + top < found.length ? { $skip: String(skip + top) } : null,
        })),
      )

/**
 * Reads on until the page is full. Where too many sessions would have to be read for that, the page stays as it is
 * and the next one goes on from there: in OData a page may hold less than was asked for, even nothing.
 */
const filtered =
  (
    read: ReadPage,
    test: Test,
    { skip, skipToken }: ODataQuery,
    top: number,
    { maxScan, chunk }: ReadingLimits,
  ): TE.TaskEither<Problem, Listing> =>
  async () => {
    const passes = ({ session }: StoredSession): boolean => test(session) === true
    const sessions: Array<StoredSession> = []
    let [after, toSkip] = [skipToken, skip]
    for (let count = chunk; ; count += chunk) {
      let page: E.Either<Problem, Page<StoredSession>> = await fetched(read, { top: chunk, ...from(after) })
      if (E.isLeft(page)) return page
      const wanted = toSkip + top - sessions.length
      const places = page.right.items.flatMap((stored, place) => (passes(stored) ? [place] : []))
      const last = places[wanted - 1]
      // The next page is to begin right after the last session of this one.
      if (last !== undefined && places.length > wanted) {
        page = await fetched(read, { top: last + 1, ...from(after) })
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

const asStored = (
  read: ReadPage,
  { skip, skipToken }: ODataQuery,
  top: number,
): TE.TaskEither<Problem, Listing> =>
  pipe(
    read({ top, skip, ...from(skipToken) }),
    TE.bimap(serviceProblem, ({ items, next }) => ({
      sessions: items,
      next: next === null || top === 0 ? null : { $skiptoken: next },
    })),
  )

/** The page that a query asks for. */
export const listingOf = (
  read: ReadPage,
  query: ODataQuery,
  top: number,
  limits: ReadingLimits,
): TE.TaskEither<Problem, Listing> => {
  const { order, filter } = query
  if (order !== null) return ordered(read, order, query, top, limits)
  return filter === null ? asStored(read, query, top) : filtered(read, filter, query, top, limits)
}
