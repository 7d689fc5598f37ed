// Scans of a data store: for filters, orders and counts that only the API knows.
import * as E from 'fp-ts/lib/Either.js'
import type { ExactMatchSession } from '../../model/index.js'
import type { Page, PageRequest, StoredSession } from '../../service/index.js'
import { type Problem, problem } from '../problem.js'
import type { Test } from './comparison.js'
import { indicesPassing, yieldToOthers } from './slices.js'

/** Reads sessions of one data store. */
export interface SessionReader {
  /** In the order of their creation. A page is shorter than requested where sessions are large. */
  readonly page: (page: PageRequest) => Promise<E.Either<Problem, Page<StoredSession>>>
  /** Null where there is no such session. */
  readonly session: (id: string) => Promise<E.Either<Problem, StoredSession | null>>
}

/** How many sessions to read for one request and how many at a time, and the size of a page in bytes. */
export interface ScanLimits {
  readonly maxScan: number
  readonly chunk: number
  readonly pageBytes: number
}

/** Where a page begins. */
export const from = (after: string | null): Pick<PageRequest, 'after'> => (after === null ? {} : { after })

const tooMany = (option: string, maxScan: number): Problem =>
  problem(400, `${option}: the data store has more than the ${maxScan} sessions that it can be used with`, {
    target: option,
  })

/** What is kept of every session that passes a test; left where there are too many to read. */
export const scan = async <A>(
  read: SessionReader,
  test: Test,
  keep: (session: ExactMatchSession) => A,
  option: string,
  { maxScan, chunk }: ScanLimits,
): Promise<E.Either<Problem, ReadonlyArray<A>>> => {
  const kept: Array<A> = []
  let after: string | null = null
  for (let count = 0; count < maxScan; await yieldToOthers()) {
    const page: E.Either<Problem, Page<StoredSession>> = await read.page({ top: chunk, ...from(after) })
    if (E.isLeft(page)) return page
    const sessions = page.right.items.map(({ session }) => session)
    const indices = await indicesPassing(sessions, (session) => test(session) === true)
    kept.push(...indices.flatMap((index) => sessions.slice(index, index + 1).map(keep)))
    after = page.right.next
    if (after === null) return E.right(kept)
    count += page.right.items.length
  }
  return E.left(tooMany(option, maxScan))
}

/** How many sessions pass a test. */
export const countMatches = async (
  read: SessionReader,
  test: Test,
  limits: ScanLimits,
): Promise<E.Either<Problem, number>> =>
  E.map((found: ReadonlyArray<null>) => found.length)(await scan(read, test, () => null, '$count', limits))
