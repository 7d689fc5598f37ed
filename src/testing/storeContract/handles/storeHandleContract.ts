// The contract of a store that several processes open.
import type { StoreCase } from '../storeCase.js'
import type { OpenHandle } from './handle.js'
import { handleRaceCases } from './race.js'
import { visibilityCases } from './visibility.js'

/**
 * The cases for several handles on one store: those of several processes, or one that is opened again. Each calls a
 * function that opens a handle.
 *
 * @example
 * import { createMemoryStore } from 'exact-match-session/service'
 * import { storeHandleContract } from 'exact-match-session/testing'
 *
 * const store = createMemoryStore()
 * for (const { check } of storeHandleContract) await check(async () => store) // rejects if the handles differ
 */
export const storeHandleContract: ReadonlyArray<StoreCase<OpenHandle>> = [
  ...visibilityCases,
  ...handleRaceCases,
]
