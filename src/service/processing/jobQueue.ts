// What runs work later: the port of a job queue. At most one job waits for a session, whoever puts it there.
import type { SessionKey } from '../sessionStore.js'

/** What a job does: works on a session and says after how many milliseconds to come again, null for never. */
export type Work = (key: SessionKey) => Promise<number | null>

/** A queue of jobs, shared by all processes that use one database. */
export interface JobQueue {
  /** Makes sure that a job for the session comes up, in so many milliseconds; one that waits keeps its time. */
  readonly put: (key: SessionKey, delay: number) => Promise<void>
  /** Runs the jobs that come up, until the function it gives is called, which waits for those under way. */
  readonly run: (work: Work) => Promise<() => Promise<void>>
}
