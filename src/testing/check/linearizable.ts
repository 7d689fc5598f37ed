// Whether calls that overlapped can be told as one after another: for each session, some order must explain every
// answer, and a call that had its answer before another one was made comes first in it. Search after Wing and Gong,
// remembering what has been tried as Lowe has it.
import * as E from 'fp-ts/lib/Either.js'
import type { Reference } from '../reference.js'
import { type Exchange, judged, type Mismatch } from './judge.js'
import { keyOf, type Manner, type References } from './possible.js'

/** A call with its answer, and when each of them was, counted in calls and answers; an answer that got lost never was. */
export interface Overlap {
  readonly exchange: Exchange
  readonly called: number
  readonly answered: number
}

/** The calls that may come next: those made before the first answer to any that is left. */
const nextOf = (left: ReadonlyArray<Overlap>): ReadonlyArray<Overlap> => {
  const first = Math.min(...left.map(({ answered }) => answered))
  return left.filter(({ called }) => called < first)
}

/**
 * What the session may be after all the calls, in some order that explains every answer; left: there is none, and
 * this is where the order that explained the most of them broke off.
 */
export const inSomeOrder = (
  manner: Manner,
  beginnings: References,
  overlaps: ReadonlyArray<Overlap>,
): E.Either<Mismatch & { readonly exchange: Exchange }, References> => {
  const tried = new Set<string>()
  const endings: Array<Reference> = []
  let fewest = Number.POSITIVE_INFINITY
  let stuck: (Mismatch & { readonly exchange: Exchange }) | undefined

  const explore = (reference: Reference, left: ReadonlyArray<Overlap>): void => {
    const key = `${left.map(({ called }) => called).join()} ${keyOf(reference)}`
    if (tried.has(key)) return
    tried.add(key)
    if (left.length === 0) endings.push(reference)
    for (const overlap of nextOf(left)) {
      const rest = left.filter((other) => other !== overlap)
      const outcome = judged(manner, [reference], overlap.exchange)
      if (E.isRight(outcome)) for (const next of outcome.right) explore(next, rest)
      else if (left.length < fewest) {
        fewest = left.length
        stuck = { ...outcome.left, exchange: overlap.exchange }
      }
    }
  }

  for (const beginning of beginnings) explore(beginning, overlaps)
  return endings.length > 0 || stuck === undefined ? E.right(endings) : E.left(stuck)
}
