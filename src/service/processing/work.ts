// The port of what a job is: the only part of the processing that is the embedding program's own.
import type { ExactMatchSession } from '../../model/index.js'
import type { Block, SessionKey } from '../store/sessionStore.js'

/** A block of the session of a job. */
export interface JobBlock extends Block {
  /**
   * Its bytes in order; each call reads them anew. Throws where they are not kept or can't be read, with a `code` as
   * errors of stores have, and where the job's signal aborts.
   */
  readonly content: () => AsyncIterable<Uint8Array>
}

/** A job to do. */
export interface Job {
  readonly key: SessionKey
  /** The session before the job, with its secrets. */
  readonly session: ExactMatchSession
  /** Which job of the session it is: 1 for the first. */
  readonly number: number
  /** How many jobs the session has. */
  readonly total: number
  /** How many of them remain, with this one. */
  readonly remaining: number
  /** Which attempt at this job it is: 1 for the first. */
  readonly attempt: number
  /**
   * Aborts when the session is no longer in processing, because it was cancelled or removed for example, and when the
   * processor stops. What is done afterwards counts nothing.
   */
  readonly signal: AbortSignal
  /** All blocks of the session, in order; rejects with the error of the store. */
  readonly blocks: () => Promise<ReadonlyArray<JobBlock>>
}

/**
 * Does a job. Resolves once its results are kept, with the number of jobs that it has done at once: one, unless it gives
 * a number, and at most `remaining`. Rejects where the job failed, to be tried again. A job can be begun more than once,
 * also by two processes at the same time where one of them stood still; it is counted once.
 *
 * @example
 * import type { Work } from 'exact-match-session/service'
 *
 * // Each job reads its share of the blocks.
 * const indexing =
 *   (index: (rows: AsyncIterable<Uint8Array>, signal: AbortSignal) => Promise<void>): Work =>
 *   async ({ number, total, blocks, signal }) => {
 *     for (const [position, { content }] of (await blocks()).entries()) {
 *       if (position % total === number - 1) await index(content(), signal)
 *     }
 *   }
 */
export type Work = (job: Job) => Promise<number | undefined> | Promise<void>
