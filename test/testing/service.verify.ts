// The service conforms, over every store.
import { describe, expect, it } from 'vitest'
import { checkConformance } from '../../src/testing/index.js'
import { stores } from '../service/stores.js'
import { serviceSystem } from './serviceSystem.js'

describe('the service', () => {
  it.each(Object.entries(stores))(
    'conforms over the store in %s, with eight concurrent clients',
    async (_, open) => {
      const { store, close } = await open()
      const { counterexample, runs } = await checkConformance(serviceSystem(store), {
        numRuns: 60,
        concurrency: 8,
        timeLimit: 60_000,
      })
      await close()
      expect(counterexample?.text).toBe(undefined)
      expect(runs).toBe(60)
    },
  )
})
