// The right implementation is never blamed, in as many runs as it takes to believe it: `npm run soak`.
import { expect, it } from 'vitest'
import { checkConformance, type SessionSystem } from '../../src/testing/index.js'
import { implementationOf, slowImplementationOf } from './implementation.js'

const runs = 50_000
const atOnce = 1000

const systems: ReadonlyArray<readonly [string, () => SessionSystem]> = [
  ['at once', implementationOf],
  ['later, to eight clients at a time', slowImplementationOf],
]

it.each(systems)('is never blamed where it answers %s', async (_, makeSystem) => {
  let run = 0
  for (let seed = 1; run < runs; seed += 2) {
    const report = await checkConformance(makeSystem, { seed, numRuns: atOnce, concurrency: 8 })
    expect(report.counterexample?.text).toBe(undefined)
    run += report.runs
  }
  expect(run).toBeGreaterThanOrEqual(runs)
})
