// The peak heap of a simulation of a million entries and of ten million, each time after a collection.
import { simulate } from '../../src/simulate/index.js'
import { planOf } from './plan.js'

const peakOf = (entries: number): number => {
  let peak = 0
  let count = 0
  for (const _ of simulate(planOf(entries))) {
    count += 1
    if (count % (entries / 50) !== 0) continue
    globalThis.gc?.()
    peak = Math.max(peak, process.memoryUsage().heapUsed)
  }
  return peak
}

// A first run, so that compiled code and loaded modules don't count.
peakOf(100_000)
process.stdout.write(
  JSON.stringify({ '1,000,000 entries': peakOf(1_000_000), '10,000,000 entries': peakOf(10_000_000) }),
)
