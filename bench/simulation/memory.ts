// The most heap that a simulation is seen to hold, of a million moments and of ten: each after a collection.
import { simulate } from '../../src/simulate/index.js'
import { planOf } from './plan.js'

const peakOf = (moments: number): number => {
  let peak = 0
  let count = 0
  for (const _ of simulate(planOf(moments))) {
    count += 1
    if (count % (moments / 50) !== 0) continue
    globalThis.gc?.()
    peak = Math.max(peak, process.memoryUsage().heapUsed)
  }
  return peak
}

// Once before it counts, so that what is compiled and loaded on the way is there already.
peakOf(100_000)
process.stdout.write(
  JSON.stringify({ '1,000,000 moments': peakOf(1_000_000), '10,000,000 moments': peakOf(10_000_000) }),
)
