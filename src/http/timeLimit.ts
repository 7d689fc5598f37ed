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
  /** Whether nobody waits for the work any more. */
  readonly isOver: () => boolean
  /** Waits for the client: that takes none of the time, which begins anew afterwards. */
  readonly waitFor: <A>(client: Promise<A>) => Promise<A>
}

/** The outcome of some work; left: 503, where it takes longer than the limit in milliseconds. */
export const withinLimit = <A>(
  limit: number,
  work: (limited: Limited) => Promise<E.Either<Problem, A>>,
): Promise<E.Either<Problem, A>> =>
  new Promise((resolve, reject) => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let isOver = false
    const start = (): void => {
      timer = setTimeout(() => {
        isOver = true
        resolve(E.left(late))
      }, limit)
    }
    const end = (): void => {
      isOver = true
      clearTimeout(timer)
    }
    const waitFor: Limited['waitFor'] = async (client) => {
      clearTimeout(timer)
      try {
        return await client
      } finally {
        if (!isOver) start()
      }
    }
    const run = async (): Promise<void> => {
      try {
        resolve(await work({ isOver: () => isOver, waitFor }))
      } catch (error) {
        reject(error)
      } finally {
        end()
      }
    }
    start()
    void run()
  })
