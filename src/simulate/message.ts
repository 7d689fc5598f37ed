// What client and server send each other.
import type * as E from 'fp-ts/lib/Either.js'
import type { Rejection, SessionRecord } from '../machine/index.js'
import type { Slot } from './slot.js'

/** A block is uploaded, the session is read, and every other kind is named for its event. */
export type RequestKind = 'start' | 'block' | 'commit' | 'renew' | 'cancel' | 'read'

/** One attempt of a client to get something done. */
export interface Request {
  readonly kind: RequestKind
  /** The number of the block, from 1; null for a request without one. */
  readonly block: number | null
  /** Counted from 1. */
  readonly attempt: number
  /** The slot that waits for the response, and the number of its task, the same for every attempt. */
  readonly slot: Slot
  readonly task: number
  /** How often the client had renewed the upload URI when it sent the request. */
  readonly renewals: number
}

/** The session after the request, or why the server rejected it. */
export type Response = E.Either<Rejection, SessionRecord>
