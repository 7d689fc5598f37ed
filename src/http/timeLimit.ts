// Every request is answered in time, also where a store never answers.
import * as E from 'fp-ts/lib/Either.js'
import { type Problem, problem } from './problem.js'

/** Asked again, the request has one effect; 503, because Azure's clients send that again as Graph's do. */
const late = problem(503, 'the service did not answer in time; the request may have been executed or not', {
  retryAfter: 1,
})

/** The outcome of some work; left: 503, where it takes longer than the limit in milliseconds. */
export const withinLimit = <A>(
  limit: number,
  work: Promise<E.Either<Problem, A>>,
): Promise<E.Either<Problem, A>> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const ended = new Promise<E.Either<Problem, A>>((resolve) => {
    timer = setTimeout(() => resolve(E.left(late)), limit)
  })
  return Promise.race([work, ended]).finally(() => clearTimeout(timer))
}
