// What client and server send each other.
import type * as E from 'fp-ts/lib/Either.js'
import type { Rejection, SessionRecord } from '../../machine/index.js'
import type { Slot } from '../client/slot.js'

/** A block is uploaded, the session is read, and every other kind is named for its event. */
export type RequestKind = 'start' | 'block' | 'commit' | 'renew' | 'cancel' | 'read'

/** One attempt of a client to get something done. */
export interface Request {
  /** The place of the session in the plan, from 0. */
  readonly session: number
  readonly kind: RequestKind
  /** The number of the block, or of the request among those of its kind; from 1. */
  readonly number: number
  /** Counted from 1 in each run of the client. */
  readonly attempt: number
  /** The number of the attempt among the draws for all requests of this number; see {@link drawNumberOf}. */
  readonly drawNumber: number
  /** The slot that waits for the response, and the number of its task, the same for every attempt. */
  readonly slot: Slot
  readonly task: number
  /** How often the client had renewed the upload URI when it sent the request. */
  readonly renewals: number
}

const kinds: ReadonlyArray<RequestKind> = ['start', 'block', 'commit', 'renew', 'cancel', 'read']

/** Distinguishes the attempts at all requests of one number: by kind, by attempt, by restart of the client. */
export const drawNumberOf = (kind: RequestKind, attempt: number, restarts: number): number =>
  (restarts * 2 ** 16 + attempt) * 8 + kinds.indexOf(kind)

/** The number of the block that a request uploads; null for any other. */
export const blockOf = ({ kind, number }: Request): number | null => (kind === 'block' ? number : null)

/** The server did not look at the request. */
export interface ServiceFailure {
  readonly code: 'throttled' | 'serverError' | 'unavailable'
  /** Microseconds after which the request may be sent again. */
  readonly retryAfter: number
}

/** The session after the request, why the server rejected it, or why it did not look at it. */
export type Response = E.Either<Rejection | ServiceFailure, SessionRecord>

export const isServiceFailure = (reason: Rejection | ServiceFailure): reason is ServiceFailure =>
  'retryAfter' in reason
