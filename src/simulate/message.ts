// What client and service say to each other.
import type * as E from 'fp-ts/lib/Either.js'
import type { Rejection, SessionRecord } from '../machine/index.js'
import type { Entry } from './agenda.js'
import type { RequestFault } from './plan/fault.js'

/** What a client asks for: a block is taken, the session is read, and the rest is what its event says. */
export type Ask = 'start' | 'block' | 'commit' | 'renew' | 'cancel' | 'read'

/** What the service answers: the session as it then was, or why it refused. */
export type Answer = E.Either<Rejection, SessionRecord>

/** One attempt of a client to get something done: a request on its way there, its answer on its way back. */
export interface Message extends Entry {
  readonly ask: Ask
  /** Which block, counted from 1; null for what is about none. */
  readonly block: number | null
  /** Counted from 1. */
  readonly attempt: number
  /** Which of the client's lanes waits for the answer, and with which of its tasks. */
  readonly lane: number
  readonly task: number
  /** How often the client had renewed the upload URI when it asked. */
  readonly renewals: number
  /** What has struck it, once it is under way. */
  fault: RequestFault | null
  /** The answer, once there is one. */
  answer: Answer | null
}
