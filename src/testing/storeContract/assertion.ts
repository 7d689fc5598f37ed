// How a case finds that a store does something else than it must: it rejects, with a sentence.
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

export const right = async <E, A>(task: TaskEither<E, A>): Promise<A> => {
  const outcome = await task()
  if (E.isLeft(outcome)) throw new Error(`the store failed: ${JSON.stringify(outcome.left)}`)
  return outcome.right
}

export const ok = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(what)
}

/** Values are compared as JSON: as what a store can hold of them. */
export const equal = (actual: unknown, expected: unknown): void => {
  const [first, second] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (first !== second) throw new Error(`${first}, where ${second} was expected`)
}

export const there = <A>(value: A | null | undefined): A => {
  if (value === null || value === undefined) throw new Error('what must be there is not')
  return value
}
