// The port of a queue that runs work on sessions later. At most one entry of a session waits in it.
import type { SessionKey } from '../store/sessionStore.js'

/** Works on a session; gives the delay until it has to be called again, in milliseconds, or null for never. */
export type Work = (key: SessionKey) => Promise<number | null>

/** A queue of work, shared by all processes that use one database. */
export interface WorkQueue {
  /** Adds work on a session after a delay in milliseconds, unless some waits already: that keeps its time. */
  readonly put: (key: SessionKey, delay: number) => Promise<void>
  /** Runs the work that is due. The function that it gives stops this and waits for work in progress. */
  readonly run: (work: Work) => Promise<() => Promise<void>>
}
