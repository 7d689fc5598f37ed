// What the machine, the service and the stores give out: a session with every property that a record determines.

import type { SessionStateWire } from '../sessionState.js'
import type { ExactMatchSession } from './exactMatchSession.js'

/** A session with an id, a known state and definite block counts; every published property is present, null at least. */
export interface SessionResource extends Required<Omit<ExactMatchSession, 'uploadAgent'>> {
  /** Identifies the session within its data store. */
  id: NonNullable<ExactMatchSession['id']>
  /** The name of the session's state. */
  state: SessionStateWire
  /** How many blocks the table has. */
  totalBlockCount: number
  /** How many blocks have not arrived yet. */
  remainingBlockCount: number
  /** The agent itself, where the service expands it. */
  uploadAgent?: Exclude<ExactMatchSession['uploadAgent'], undefined>
}
