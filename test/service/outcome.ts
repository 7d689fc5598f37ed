// What comes of a task: a test that expected the other has failed.
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'

export const right = async <A>(task: TaskEither<unknown, A>): Promise<A> => {
  const outcome = await task()
  if (E.isLeft(outcome)) throw new Error(`it failed: ${JSON.stringify(outcome.left)}`)
  return outcome.right
}

export const left = async <L>(task: TaskEither<L, unknown>): Promise<L> => {
  const outcome = await task()
  if (E.isRight(outcome)) throw new Error(`it succeeded: ${JSON.stringify(outcome.right)}`)
  return outcome.left
}
