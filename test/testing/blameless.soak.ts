// A correct implementation is never reported as faulty, in 50,000 runs: `npm run soak`.
import { expect, it } from 'vitest'
import { checkConformance, type SessionSystem } from '../../src/testing/index.js'
import { asyncImplementationOf, implementationOf } from './implementation.js'

const runs = 50_000
const runsPerSeed = 1000

const systems: ReadonlyArray<readonly [string, () => SessionSystem]> = [
  ['synchronous', implementationOf],
  ['asynchronous, with eight concurrent clients', asyncImplementationOf],
]

it.each(systems)('a correct implementation is never reported as faulty: %s', async (_, makeSystem) => {
  let run = 0
  for (let seed = 1; run < runs; seed += 2) {
    const report = await checkConformance(makeSystem, { seed, numRuns: runsPerSeed, concurrency: 8 })
    expect(report.counterexample?.text).toBe(undefined)
    run += report.runs
  }
  expect(run).toBeGreaterThanOrEqual(runs)
})
