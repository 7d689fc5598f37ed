// Assertions of the store contract: they throw with a sentence.
import type { Either } from 'fp-ts/lib/Either.js'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

/** Runs an operation of a store, which gives every error as a value. */
export const settle = async <E, A>(operation: () => TaskEither<E, A>): Promise<Either<E, A>> => {
  try {
    return await operation()()
  } catch (error) {
    throw new Error(`the store throws ${E.toError(error).message}; expected an error as a Left`)
  }
}

export const right = async <E, A>(task: TaskEither<E, A>): Promise<A> => {
  const outcome = await settle(() => task)
  if (E.isLeft(outcome)) throw new Error(`the store failed: ${JSON.stringify(outcome.left)}`)
  return outcome.right
}

export const ok = (holds: boolean, message: string): void => {
  if (!holds) throw new Error(message)
}

/** Compares values as JSON, which is what a store keeps of them. */
export const equal = (actual: unknown, expected: unknown): void => {
  const [first, second] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (first !== second) throw new Error(`found ${first}; expected ${second}`)
}

export const present = <A>(value: A | null | undefined, message = 'a value is missing'): A => {
  if (value === null || value === undefined) throw new Error(message)
  return value
}
