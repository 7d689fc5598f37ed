// A case of a store's contract for any test runner: a name, and a check that rejects if the store violates it.
import type { SessionStore } from '../../service/index.js'

/** One requirement of a store. */
export interface StoreCase<Store = SessionStore> {
  readonly name: string
  /** Rejects with a message if the store violates the requirement. */
  readonly check: (store: Store) => Promise<void>
}
