// Every request is answered in time, also where a store never answers.
import * as E from 'fp-ts/lib/Either.js'
import { type Problem, problem } from './problem.js'

/** Asked again, the request has one effect; 503, because Azure's clients send that again as Graph's do. */
export const late = problem(
  503,
  'the service did not answer in time; the request may have been executed or not',
  {
    retryAfter: 1,
  },
)

/**
 * The outcome of some work; left: 503, where it takes longer than the limit in milliseconds. The signal informs work of
 * many steps to stop then: nobody waits for it any more.
 */
export const withinLimit = <A>(
  limit: number,
  work: (signal: AbortSignal) => Promise<E.Either<Problem, A>>,
): Promise<E.Either<Problem, A>> => {
  const abort = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const ended = new Promise<E.Either<Problem, A>>((resolve) => {
    timer = setTimeout(() => {
      abort.abort()
      resolve(E.left(late))
    }, limit)
  })
  return Promise.race([work(abort.signal), ended]).finally(() => clearTimeout(timer))
}
