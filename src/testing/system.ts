// The system under test as a small adapter: its operations and their outcomes.
import type { DateTimeOffset } from '../codec/index.js'
import type { ClassificationError, CreateSessionRequest } from '../model/index.js'

/** The outcome of a call. */
export type Outcome =
  /** The call took effect, now or before; the session after it as JSON, null where the system does not return it. */
  | { readonly type: 'done'; readonly session: unknown }
  /** The call changed nothing; the reason in the system's own words, which are not compared. */
  | { readonly type: 'refused'; readonly reason: string }
  /** There was no response. The call may have taken effect, may still do so, or never. */
  | { readonly type: 'unknown'; readonly reason: string }
  /** The response makes no sense; `late` where there was none in time, so that a check does not wait for it again. */
  | { readonly type: 'failed'; readonly sent: string; readonly received: string; readonly late?: true }

/**
 * The outcome of a call that took effect, with the session as JSON; null where the system does not return it.
 *
 * @example
 * import { done } from 'exact-match-session/testing'
 *
 * done({ id: 'a', state: 'Created' }) // { type: 'done', session: { id: 'a', state: 'Created' } }
 * done() // { type: 'done', session: null }
 */
export const done = (session: unknown = null): Outcome => ({ type: 'done', session })

/**
 * The outcome of a call that the system refuses, and that changes nothing.
 *
 * @example
 * import { refused } from 'exact-match-session/testing'
 *
 * refused('blocks remain') // { type: 'refused', reason: 'blocks remain' }
 */
export const refused = (reason: string): Outcome => ({ type: 'refused', reason })

/**
 * The outcome of a call without a response: after a timeout, or when the connection was lost.
 *
 * @example
 * import { unknownOutcome } from 'exact-match-session/testing'
 *
 * unknownOutcome('no response within 10 s') // { type: 'unknown', reason: 'no response within 10 s' }
 */
export const unknownOutcome = (reason: string): Outcome => ({ type: 'unknown', reason })

/** A value, now or later. */
export type Awaitable<A> = A | Promise<A>

/** A session and the time of a call to it. */
export interface CallTarget {
  /** The id that the system gave the session. */
  readonly id: string
  /** The time of the call, for systems with an injected clock. */
  readonly at: DateTimeOffset
}

/** A block to upload. */
export interface BlockUpload extends CallTarget {
  /** Where to send the block: the upload URI that the system gave last, or one before it. */
  readonly dataUploadURI: string | null
  readonly blockId: string
  readonly content: string
}

/**
 * An implementation of upload sessions. An operation returns its outcome or a promise of it; optional operations may be
 * left out. Retries are idempotent: a block with the same id and content counts once, and start, commit, cancel and fail
 * take effect once. The first block starts a session that has not started.
 *
 * @example
 * import { refused, type SessionSystem } from 'exact-match-session/testing'
 *
 * const refuse = () => refused('out of order')
 * const system: SessionSystem = {
 *   create: refuse,
 *   uploadBlock: refuse,
 *   commit: refuse,
 *   cancel: refuse,
 *   renew: refuse,
 *   get: refuse,
 * }
 */
export interface SessionSystem<A extends Awaitable<Outcome> = Awaitable<Outcome>> {
  /** Whether the times of a session are those of its calls, or of the system's own clock, the default. */
  readonly clock?: 'injected' | 'system'
  /**
   * Who processes a committed session: calls of completeJobs drive the processing, the default; or the system is
   * autonomous, and completeJobs returns when all jobs are done.
   */
  readonly processing?: 'driven' | 'autonomous'
  /** Returns the session, which must have an id. */
  readonly create: (call: { readonly request: CreateSessionRequest; readonly at: DateTimeOffset }) => A
  readonly start?: (call: CallTarget) => A
  readonly uploadBlock: (call: BlockUpload) => A
  /** Without `totalJobCount` it is the session's own total, else one for each block. */
  readonly commit: (call: CallTarget & { readonly totalJobCount?: number }) => A
  readonly cancel: (call: CallTarget) => A
  /** Gives the session an upload URI that it has not had before. */
  readonly renew: (call: CallTarget) => A
  readonly completeJobs?: (call: CallTarget & { readonly count: number }) => A
  readonly fail?: (call: CallTarget & { readonly error: ClassificationError }) => A
  readonly get: (call: CallTarget) => A
}
