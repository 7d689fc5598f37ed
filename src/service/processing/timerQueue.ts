// A queue for one process, made of timers. Its work is lost with the process, and found again by the next poll.
import { nameOf, type SessionKey } from '../store/sessionStore.js'
import type { Work, WorkQueue } from './workQueue.js'

/**
 * A queue in the memory of this process, for a store in memory or a database in this process.
 *
 * @example
 * import { createTimerQueue } from 'exact-match-session/service'
 *
 * const queue = createTimerQueue()
 * await queue.put({ datastoreId: 'patients', id: 'a' }, 2_000)
 */
export const createTimerQueue = (): WorkQueue => {
  const waiting = new Map<string, NodeJS.Timeout>()
  const inProgress = new Set<Promise<void>>()
  let work: Work | null = null

  const put = (key: SessionKey, delay: number): void => {
    const name = nameOf(key)
    if (!waiting.has(name))
      waiting.set(
        name,
        setTimeout(() => start(key), delay),
      )
  }

  const start = (key: SessionKey): void => {
    const running = Promise.resolve(work?.(key) ?? null)
      // A later poll puts failed work into the queue again.
      .catch(() => null)
      .then((delay) => {
        waiting.delete(nameOf(key))
        inProgress.delete(running)
        if (delay !== null && work !== null) put(key, delay)
      })
    inProgress.add(running)
  }

  return {
    put: async (key, delay) => put(key, delay),
    run: async (given) => {
      work = given
      return async () => {
        work = null
        for (const timer of waiting.values()) clearTimeout(timer)
        waiting.clear()
        await Promise.all(inProgress)
      }
    },
  }
}
