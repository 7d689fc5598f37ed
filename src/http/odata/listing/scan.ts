// Scans of a data store: for filters, orders and counts that only the API knows.
import * as E from 'fp-ts/lib/Either.js'
import type { Page, PageRequest, StoredSession } from '../../../service/index.js'
import { type Problem, problem } from '../../problem.js'
import { indicesPassing, yieldToOthers } from './slices.js'

/** Reads a page of items in the order of their creation. It is shorter than requested where items are large. */
export type PageReader<A> = (page: PageRequest) => Promise<E.Either<Problem, Page<A>>>

/** Reads sessions of one data store. */
export interface SessionReader {
  readonly page: PageReader<StoredSession>
  /** Null where there is no such session. */
  readonly session: (id: string) => Promise<E.Either<Problem, StoredSession | null>>
}

/** How many items to read for one request and how many at a time, and the size of a page in bytes. */
export interface ScanLimits {
  readonly maxScan: number
  readonly chunk: number
  readonly pageBytes: number
}

/** Where a page begins. */
export const from = (after: string | null): Pick<PageRequest, 'after'> => (after === null ? {} : { after })

/** The problem of an option that needs to read more items than it may; `items` is what they are called. */
export const tooMany = (option: string, items: string, { maxScan }: ScanLimits): Problem =>
  problem(400, `${option}: there are more than the ${maxScan} ${items} that it can be used with`, {
    target: option,
  })

/** What is kept of every item that passes a test; left: `refusal`, where there are too many to read. */
export const scan = async <A, B>(
  read: PageReader<A>,
  passes: (item: A) => boolean,
  keep: (item: A) => B,
  { maxScan, chunk }: ScanLimits,
  refusal: Problem,
): Promise<E.Either<Problem, ReadonlyArray<B>>> => {
  const kept: Array<B> = []
  let after: string | null = null
  for (let count = 0; count < maxScan; await yieldToOthers()) {
    const page: E.Either<Problem, Page<A>> = await read({ top: chunk, ...from(after) })
    if (E.isLeft(page)) return page
    const { items } = page.right
    const indices = await indicesPassing(items, passes)
    kept.push(...indices.flatMap((index) => items.slice(index, index + 1).map(keep)))
    after = page.right.next
    if (after === null) return E.right(kept)
    count += page.right.items.length
  }
  return E.left(refusal)
}

/** How many items pass a test; `items` is what they are called. */
export const countMatches = async <A>(
  read: PageReader<A>,
  passes: (item: A) => boolean,
  limits: ScanLimits,
  items: string,
): Promise<E.Either<Problem, number>> =>
  E.map((found: ReadonlyArray<null>) => found.length)(
    await scan(read, passes, () => null, limits, tooMany('$count', items, limits)),
  )
