// The port of a queue that hands sessions to a processor. At most one entry of a session waits in it.
import type { SessionKey } from '../store/sessionStore.js'

/** A session whose next job is to be done, and how often that has been tried. */
export interface QueueEntry {
  readonly key: SessionKey
  /** The number of jobs that remained: attempts are counted for the next of these. */
  readonly remaining: number
  /** The attempt that comes next: 1 at first. */
  readonly attempt: number
}

/** When to hand an entry out, in milliseconds from now. */
export interface DelayedEntry {
  readonly entry: QueueEntry
  readonly delay: number
}

/**
 * Makes one attempt at the next job of a session; gives the entry to hand out afterwards, or null where none remains.
 * Never rejects.
 */
export type QueueHandler = (entry: QueueEntry) => Promise<DelayedEntry | null>

/** A queue of sessions, shared by all processes that use one database. */
export interface WorkQueue {
  /** Adds an entry that is due at once, unless one of its session waits or is handled: that stays as it is. */
  readonly put: (entry: QueueEntry) => Promise<void>
  /**
   * Hands entries that are due to the handler. If the process dies meanwhile, another one gets the entry, with an
   * attempt more. The function that it gives stops this and waits for the handlers that run.
   */
  readonly run: (handler: QueueHandler) => Promise<() => Promise<void>>
}
