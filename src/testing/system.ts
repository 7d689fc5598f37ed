// The system under test as a small adapter: what it is asked for, and what its answers look like.
import type { DateTimeOffset } from '../codec/index.js'
import type { ClassificationError, CreateSessionRequest } from '../model/index.js'

/** What a system answers. */
export type Answer =
  /** It has happened, now or before; the session after it as JSON, null where the system doesn't tell. */
  | { readonly answer: 'done'; readonly session: unknown }
  /** It has not happened and changed nothing; why, in the system's own words, which are not compared. */
  | { readonly answer: 'refused'; readonly reason: string }
  /** Nobody knows: the answer got lost. It may have happened, may happen yet, or never. */
  | { readonly answer: 'unknown'; readonly reason: string }
  /** What came back is no answer to what was sent; `late` where it was waited for in vain, so that nobody tries again. */
  | { readonly answer: 'failed'; readonly sent: string; readonly received: string; readonly late?: true }

/**
 * The answer of a system that did what it was asked for, with the session as JSON; null where it doesn't tell.
 *
 * @example
 * import { done } from 'exact-match-session/testing'
 *
 * done({ id: 'a', state: 'Created', totalBlockCount: 15, remainingBlockCount: 15 })
 */
export const done = (session: unknown = null): Answer => ({ answer: 'done', session })

/**
 * The answer of a system that refuses, and changes nothing.
 *
 * @example
 * import { refused } from 'exact-match-session/testing'
 *
 * refused('blocks remain') // { answer: 'refused', reason: 'blocks remain' }
 */
export const refused = (reason: string): Answer => ({ answer: 'refused', reason })

/**
 * What an adapter answers where it got no answer: after a timeout, or when the line went dead.
 *
 * @example
 * import { unknownOutcome } from 'exact-match-session/testing'
 *
 * unknownOutcome('nothing within 10 s') // { answer: 'unknown', reason: 'nothing within 10 s' }
 */
export const unknownOutcome = (reason: string): Answer => ({ answer: 'unknown', reason })

/** An answer, now or later. */
export type Answered = Answer | Promise<Answer>

/** Which session, and when. */
export interface Target {
  /** The id that the system gave the session, or was given for it. */
  readonly id: string
  /** The time of the call, for systems whose clock is told. */
  readonly at: DateTimeOffset
}

/** A block on its way. */
export interface BlockUpload extends Target {
  /** Where the block goes: a URI that the system told for this session, the last one or one before it. */
  readonly dataUploadURI: string | null
  readonly blockId: string
  /** What is in the block. */
  readonly content: string
}

/**
 * An implementation of upload sessions, whatever it is made of. An operation answers at once or with a promise;
 * what it leaves out is not asked for. A retry is answered like the first time: a block with the same id and content
 * counts once, and so do start, commit, cancel and fail. The first block starts a session that has not started.
 *
 * @example
 * import { refused, type SessionSystem } from 'exact-match-session/testing'
 *
 * const shut = () => refused('out of order')
 * const system: SessionSystem = { create: shut, uploadBlock: shut, commit: shut, cancel: shut, renew: shut, get: shut }
 */
export interface SessionSystem<A extends Answered = Answered> {
  /** Whose clock tells the times of a session: that of each call, `told`, or by default the system's `own`. */
  readonly clock?: 'told' | 'own'
  /**
   * Who does the jobs of a committed session: whoever calls completeJobs, `told`, as by default; or the system by
   * itself, `own`, and completeJobs answers once it has done them all.
   */
  readonly processing?: 'told' | 'own'
  /** Answers with the session, which tells its id. */
  readonly create: (call: { readonly request: CreateSessionRequest; readonly at: DateTimeOffset }) => A
  readonly start?: (call: Target) => A
  readonly uploadBlock: (call: BlockUpload) => A
  /** Without a number of jobs it is the session's own total, else one a block. */
  readonly commit: (call: Target & { readonly totalJobCount?: number }) => A
  readonly cancel: (call: Target) => A
  /** Gives the session an upload URI that it has not had before. */
  readonly renew: (call: Target) => A
  readonly completeJobs?: (call: Target & { readonly count: number }) => A
  readonly fail?: (call: Target & { readonly error: ClassificationError }) => A
  readonly get: (call: Target) => A
}
