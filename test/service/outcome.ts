// The right or the left of a task; a test that expects the other fails.
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

export const right = async <A>(task: TaskEither<unknown, A>): Promise<A> => {
  const outcome = await task()
  if (E.isLeft(outcome)) throw new Error(`expected right, found left: ${JSON.stringify(outcome.left)}`)
  return outcome.right
}

export const left = async <L>(task: TaskEither<L, unknown>): Promise<L> => {
  const outcome = await task()
  if (E.isRight(outcome)) throw new Error(`expected left, found right: ${JSON.stringify(outcome.right)}`)
  return outcome.left
}
