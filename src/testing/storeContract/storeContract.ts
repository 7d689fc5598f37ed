// The contract of every session store.
import { blockCases } from './block.js'
import { changeCases } from './change.js'
import { entityCases } from './entity.js'
import { listingCases } from './listing.js'
import { nameCases } from './name.js'
import { raceCases } from './race.js'
import { requestCases } from './request.js'
import { sessionCases } from './session.js'
import type { StoreCase } from './storeCase.js'

/**
 * The cases of the contract. Each uses unique ids, so that they can run concurrently on one store with other sessions.
 *
 * @example
 * import { createMemoryStore } from 'exact-match-session/service'
 * import { storeContract } from 'exact-match-session/testing'
 *
 * for (const { check } of storeContract) await check(createMemoryStore()) // rejects if the store violates the contract
 */
export const storeContract: ReadonlyArray<StoreCase> = [
  ...sessionCases,
  ...changeCases,
  ...blockCases,
  ...raceCases,
  ...listingCases,
  ...entityCases,
  ...nameCases,
  ...requestCases,
]
