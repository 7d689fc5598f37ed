// A job queue for one process: timers. What waits in it is lost with the process, and found again by the next sweep.

import { nameOf, type SessionKey } from '../sessionStore.js'
import type { JobQueue, Work } from './jobQueue.js'

/**
 * A queue in the memory of this process, for a store in memory or a database in this process.
 *
 * @example
 * import { createTimerQueue } from 'exact-match-session/service'
 *
 * const queue = createTimerQueue()
 */
export const createTimerQueue = (): JobQueue => {
  const waiting = new Map<string, NodeJS.Timeout>()
  const underWay = new Set<Promise<void>>()
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
    const doing = Promise.resolve(work?.(key) ?? null)
      // Work that failed is put again by a later sweep.
      .catch(() => null)
      .then((delay) => {
        waiting.delete(nameOf(key))
        underWay.delete(doing)
        if (delay !== null && work !== null) put(key, delay)
      })
    underWay.add(doing)
  }

  return {
    put: async (key, delay) => put(key, delay),
    run: async (given) => {
      work = given
      return async () => {
        work = null
        for (const timer of waiting.values()) clearTimeout(timer)
        waiting.clear()
        await Promise.all(underWay)
      }
    },
  }
}
