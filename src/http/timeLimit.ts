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

/** Rejects a wait for a client that sends nothing for as long as a request may take. */
export class ClientStalled extends Error {}

/** What limited work is given. */
export interface Limited {
  /** Whether nobody waits for the work any more. */
  readonly isOver: () => boolean
  /**
   * Waits for the client, who has as long as the work has: that takes none of its time, which begins anew afterwards.
   * Rejects with `ClientStalled`.
   */
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
    const end = (): void => {
      isOver = true
      clearTimeout(timer)
    }
    const expire = (): void => {
      end()
      resolve(E.left(late))
    }
    /** One timer at a time: for the work, or for the client. */
    const restart = (onTimeout: () => void): void => {
      clearTimeout(timer)
      if (!isOver) timer = setTimeout(onTimeout, limit)
    }
    const waitFor: Limited['waitFor'] = (client) =>
      new Promise((arrived, failed) => {
        restart(() => {
          restart(expire)
          failed(new ClientStalled())
        })
        client.then(
          (value) => {
            restart(expire)
            arrived(value)
          },
          (error) => {
            restart(expire)
            failed(error)
          },
        )
      })
    const run = async (): Promise<void> => {
      try {
        resolve(await work({ isOver: () => isOver, waitFor }))
      } catch (error) {
        reject(error)
      } finally {
        end()
      }
    }
    restart(expire)
    void run()
  })
