// Jobs of a service that has nothing to match: it waits, and does them in batches.
import { wait } from './wait.js'
import type { Work } from './work.js'

/** Enough batches to show progress. */
const maxBatches = 10

/** In milliseconds: shorter batches cost more than they show. */
const minDelay = 1_000

/**
 * Work that only waits: all jobs of a session together take so many milliseconds, in at most ten batches.
 *
 * @example
 * import { simulatedWork } from 'exact-match-session/service'
 *
 * const job = { number: 1, total: 25, remaining: 25, attempt: 1, blocks: async () => [] }
 * const { signal } = new AbortController()
 * await simulatedWork(20)({ ...job, key: { datastoreId: 'patients', id: 'a' }, session: {}, signal }) // 25
 */
export const simulatedWork =
  (milliseconds: number): Work =>
  async ({ total, remaining, signal }) => {
    const batches = Math.max(1, Math.min(total, maxBatches, Math.floor(milliseconds / minDelay)))
    await wait(milliseconds / batches, signal)
    return Math.min(remaining, Math.ceil(total / batches))
  }
