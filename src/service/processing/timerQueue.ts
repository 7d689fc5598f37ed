// A queue for one process, made of timers. Its entries are lost with the process, and found again by the next poll.
import { nameOf } from '../store/sessionStore.js'
import { maxDelay } from './wait.js'
import type { DelayedEntry, QueueEntry, QueueHandler, WorkQueue } from './workQueue.js'

/** How much of the work of a queue this process does. */
export interface TimerQueueOptions {
  /**
   * How many sessions are worked on at once.
   * @defaultValue 4
   */
  readonly concurrency?: number
}

/**
 * A queue in the memory of this process, for a store in memory or a database in this process.
 *
 * @example
 * import { createTimerQueue } from 'exact-match-session/service'
 *
 * const queue = createTimerQueue({ concurrency: 1 })
 * await queue.put({ key: { datastoreId: 'patients', id: 'a' }, remaining: 3, attempt: 1 })
 * const stop = await queue.run(async ({ attempt }) => {
 *   attempt // 1
 *   return null
 * })
 * await stop()
 */
export const createTimerQueue = ({ concurrency = 4 }: TimerQueueOptions = {}): WorkQueue => {
  /** The names of sessions whose entries wait. */
  const waiting = new Set<string>()
  const timers = new Set<NodeJS.Timeout>()
  const inProgress = new Map<string, Promise<void>>()
  const due: Array<QueueEntry> = []
  let handler: QueueHandler | null = null

  const add = (entry: QueueEntry): void => {
    due.push(entry)
    startDue()
  }

  const addLater = ({ entry, delay }: DelayedEntry): void => {
    waiting.add(nameOf(entry.key))
    const timer = setTimeout(
      () => {
        timers.delete(timer)
        add(entry)
      },
      Math.min(delay, maxDelay),
    )
    timers.add(timer)
  }

  const start = (handle: QueueHandler, entry: QueueEntry): void => {
    const name = nameOf(entry.key)
    waiting.delete(name)
    const handled = handle(entry)
      .catch(() => null)
      .then((next) => {
        inProgress.delete(name)
        if (next !== null && handler !== null) addLater(next)
        startDue()
      })
    inProgress.set(name, handled)
  }

  const startDue = (): void => {
    while (handler !== null && inProgress.size < concurrency) {
      const entry = due.shift()
      if (entry === undefined) return
      start(handler, entry)
    }
  }

  return {
    put: async (entry) => {
      const name = nameOf(entry.key)
      if (waiting.has(name) || inProgress.has(name)) return
      waiting.add(name)
      add(entry)
    },
    run: async (given) => {
      handler = given
      startDue()
      return async () => {
        handler = null
        for (const timer of timers) clearTimeout(timer)
        timers.clear()
        waiting.clear()
        due.length = 0
        await Promise.all(inProgress.values())
      }
    },
  }
}
