// Whether overlapping calls are linearizable: for each session, some order must explain every outcome, and a call that
// returned before another one was made comes first in it. Wing and Gong's search, with Lowe's cache of visited states.
import * as E from 'fp-ts/lib/Either.js'
import { type Candidates, keyOf, type Traits } from '../model/candidates.js'
import type { ModelState } from '../model/state.js'
import { judge, type Mismatch, type ObservedCall } from './judge.js'

/** An observed call with the logical times of its start and its end; a call with an unknown outcome never ends. */
export interface TimedCall {
  readonly observed: ObservedCall
  readonly startedAt: number
  readonly endedAt: number
}

/** The calls that may come next: those that started before any of the others ended. */
const nextOf = (remaining: ReadonlyArray<TimedCall>): ReadonlyArray<TimedCall> => {
  const firstEnd = Math.min(...remaining.map(({ endedAt }) => endedAt))
  return remaining.filter(({ startedAt }) => startedAt < firstEnd)
}

/**
 * The states after all calls, in the orders that explain every outcome; left: there is no such order, and this is where
 * the order that explains the most outcomes ends.
 */
export const linearize = (
  traits: Traits,
  candidates: Candidates,
  calls: ReadonlyArray<TimedCall>,
): E.Either<Mismatch & { readonly observed: ObservedCall }, Candidates> => {
  const visited = new Set<string>()
  const results: Array<ModelState> = []
  let fewest = Number.POSITIVE_INFINITY
  let mismatch: (Mismatch & { readonly observed: ObservedCall }) | undefined

  const explore = (state: ModelState, remaining: ReadonlyArray<TimedCall>): void => {
    const key = `${remaining.map(({ startedAt }) => startedAt).join()} ${keyOf(state)}`
    if (visited.has(key)) return
    visited.add(key)
    if (remaining.length === 0) results.push(state)
    for (const call of nextOf(remaining)) {
      const rest = remaining.filter((other) => other !== call)
      const judgement = judge(traits, [state], call.observed)
      if (E.isRight(judgement)) for (const next of judgement.right) explore(next, rest)
      else if (remaining.length < fewest) {
        fewest = remaining.length
        mismatch = { ...judgement.left, observed: call.observed }
      }
    }
  }

  for (const candidate of candidates) explore(candidate, calls)
  return results.length > 0 || mismatch === undefined ? E.right(results) : E.left(mismatch)
}
