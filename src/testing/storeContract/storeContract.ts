// What every store of sessions must do: all the cases.
import { blockCases } from './block.js'
import { changeCases } from './change.js'
import { entityCases } from './entity.js'
import { listingCases } from './listing.js'
import { raceCases } from './race.js'
import { sessionCases } from './session.js'
import type { StoreCase } from './storeCase.js'

/**
 * The cases. Each works on ids of its own, so that they can run side by side on one store that holds other things.
 *
 * @example
 * import { createMemoryStore } from 'exact-match-session/service'
 * import { storeContract } from 'exact-match-session/testing'
 *
 * const kept = async () => {
 *   for (const { check } of storeContract) await check(createMemoryStore())
 * }
 */
export const storeContract: ReadonlyArray<StoreCase> = [
  ...sessionCases,
  ...changeCases,
  ...blockCases,
  ...raceCases,
  ...listingCases,
  ...entityCases,
]
