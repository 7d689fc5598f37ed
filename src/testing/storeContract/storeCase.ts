// What a store must do, as a case that any test runner can run: a name, and a check that rejects where the store
// doesn't.
import type { SessionStore } from '../../service/index.js'

/** One thing that a store must do. */
export interface StoreCase {
  readonly name: string
  /** Rejects, saying what is wrong, where the store does something else. */
  readonly check: (store: SessionStore) => Promise<void>
}
