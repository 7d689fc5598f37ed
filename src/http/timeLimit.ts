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

/** What limited work is given. */
export interface Limited {
  /** Aborts when nobody waits for the work any more. */
  readonly signal: AbortSignal
  /** Waits for the client: that takes none of the time, which begins anew afterwards. */
  readonly waitFor: <A>(client: Promise<A>) => Promise<A>
}

/** The outcome of some work; left: 503, where it takes longer than the limit in milliseconds. */
export const withinLimit = <A>(
  limit: number,
  work: (limited: Limited) => Promise<E.Either<Problem, A>>,
): Promise<E.Either<Problem, A>> => {
  const abort = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  let isOver = false
  const ended = new Promise<E.Either<Problem, A>>((resolve, reject) => {
    const start = (): void => {
      timer = setTimeout(() => {
        abort.abort()
        resolve(E.left(late))
      }, limit)
    }
    start()
    const waitFor: Limited['waitFor'] = async (client) => {
      clearTimeout(timer)
      try {
        return await client
      } finally {
        if (!isOver) start()
      }
    }
    work({ signal: abort.signal, waitFor }).then(resolve, reject)
  })
  return ended.finally(() => {
    isOver = true
    clearTimeout(timer)
  })
}
