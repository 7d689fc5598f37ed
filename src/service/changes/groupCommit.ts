// Requests that wait for the same thing are carried out together: while one call is under way, those that arrive for its
// key wait, and the next call takes them all.
import { setImmediate as turn } from 'node:timers/promises'
import * as RA from 'fp-ts/lib/ReadonlyArray.js'
import * as RNEA from 'fp-ts/lib/ReadonlyNonEmptyArray.js'

/** Carries out some requests of a key together; gives a result for each, in their order. */
export type GroupRunner<A, B> = (requests: RNEA.ReadonlyNonEmptyArray<A>) => Promise<ReadonlyArray<B>>

interface Waiting<A, B> {
  readonly request: A
  readonly resolve: (result: B) => void
  readonly reject: (error: unknown) => void
}

/** A function that carries out requests one group after the other for each key, in the order of their arrival. */
export const groupCommit = <A, B>(
  run: GroupRunner<A, B>,
  maxGroup: number,
): ((key: unknown, request: A) => Promise<B>) => {
  const queues = new Map<unknown, Array<Waiting<A, B>>>()

  const runAll = async (key: unknown, queue: Array<Waiting<A, B>>): Promise<void> => {
    for (;;) {
      // Those that arrive in the same turn of the event loop belong together.
      await turn()
      const group = queue.splice(0, maxGroup)
      if (!RA.isNonEmpty(group)) break
      try {
        const results = await run(RNEA.map(({ request }: Waiting<A, B>) => request)(group))
        // A runner gives a result for each request.
        for (const [index, { resolve }] of group.entries()) resolve(results[index] as B)
      } catch (error) {
        for (const { reject } of group) reject(error)
      }
    }
    queues.delete(key)
  }

  return (key, request) =>
    new Promise((resolve, reject) => {
      const waiting = { request, resolve, reject }
      const queue = queues.get(key)
      if (queue !== undefined) {
        queue.push(waiting)
        return
      }
      const started = [waiting]
      queues.set(key, started)
      void runAll(key, started)
    })
}
