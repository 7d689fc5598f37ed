// What an invariant is.

import type { SessionStateName } from '../sessionState.js'
import type { ExactMatchSession } from '../types/exactMatchSession.js'

/** Reports a violation: the property at fault, and what is wrong with it. */
export type Report = (property: string, message: string) => void

/** An invariant and the check behind it. */
export interface Invariant {
  /** The invariant in one sentence. */
  readonly description: string
  /** Reports every violation. `state` is the session's state by its name in the machine; undefined where unknown. */
  readonly check: (session: ExactMatchSession, report: Report, state: SessionStateName | undefined) => void
}
