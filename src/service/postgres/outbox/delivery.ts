// The loop of a process that delivers changes: claims sessions, round after round, and delivers some at once.
import { setTimeout as wait } from 'node:timers/promises'
import { storeError } from '../../index.js'
import { type DeliveryContext, type DeliveryParts, deliverSession } from './deliverSession.js'
import type { Claim, Lease } from './lease.js'

/** A running delivery. */
export interface ChangeDelivery {
  /**
   * Stops it after the notifications in progress, `drainTimeout` and at most two seconds later. What is left is
   * delivered by other processes, or by the next one.
   */
  readonly stop: () => Promise<void>
}

/** What a delivery needs; times are in milliseconds. */
export interface DeliveryOptions extends Omit<DeliveryParts, 'stopping' | 'abandoning'> {
  readonly concurrency: number
  readonly pollInterval: number
  readonly drainTimeout: number
}

/** A second, then twice as long each time, up to five minutes. */
export const doubling = (attempt: number): number => Math.min(300_000, 1_000 * 2 ** (attempt - 1))

/** How long statements may take once notifications are abandoned, in milliseconds. */
const leaveTimeout = 2_000

const waitOrAbort = (milliseconds: number, signal: AbortSignal): Promise<unknown> =>
  wait(milliseconds, undefined, { signal }).catch(() => undefined)

/** Delivers until it is stopped. */
export const startDelivery = (claim: Claim, options: DeliveryOptions): ChangeDelivery => {
  const { concurrency, pollInterval, drainTimeout } = options
  const [stopping, abandoning] = [new AbortController(), new AbortController()]
  const running = new Set<Promise<void>>()
  /** Aborts when a session has been delivered: it may have further changes, and there is room for another one. */
  let pause = new AbortController()

  const onError = (error: unknown, context: DeliveryContext): void => {
    // A log that fails must not end the delivery.
    try {
      options.onError(error, context)
    } catch {}
  }
  const unusable = (thrown: unknown): void =>
    onError(storeError(thrown), { notification: null, attempt: null, isSetAside: false })
  const parts = { ...options, onError, stopping: stopping.signal, abandoning: abandoning.signal }

  const start = (lease: Lease): void => {
    const delivering = deliverSession(parts, lease)
      .catch(unusable)
      .then(() => {
        running.delete(delivering)
        pause.abort()
      })
    running.add(delivering)
  }

  /** Claims sessions for what is free; gives where the round goes on, null where it is over. */
  const claimNext = async (after: string): Promise<string | null> => {
    const free = concurrency - running.size
    if (free === 0) return after
    const claimed = await claim(free, after)
    for (const lease of claimed) start(lease)
    const last = [after, ...claimed.map(({ uid }) => uid)].toSorted().at(-1)
    return claimed.length < free || last === undefined ? null : last
  }

  const looking = (async () => {
    for (let after = ''; !stopping.signal.aborted; ) {
      pause = new AbortController()
      const next = await claimNext(after).catch((thrown) => {
        unusable(thrown)
        return null
      })
      // The sessions before the place where a round began belong to the next one.
      const isPartOfRound = after !== ''
      after = next ?? ''
      if (next === null && isPartOfRound) continue
      await waitOrAbort(pollInterval, pause.signal)
    }
  })()

  const stop = async (): Promise<void> => {
    stopping.abort()
    pause.abort()
    const stopped = looking.then(() => Promise.all(running))
    const timer = new AbortController()
    const overdue = waitOrAbort(drainTimeout, timer.signal).then(() => {
      if (timer.signal.aborted) return undefined
      abandoning.abort()
      return waitOrAbort(leaveTimeout, timer.signal)
    })
    await Promise.race([stopped, overdue])
    timer.abort()
  }

  let stopped: Promise<void> | null = null
  return {
    stop: () => {
      stopped ??= stop()
      return stopped
    },
  }
}
