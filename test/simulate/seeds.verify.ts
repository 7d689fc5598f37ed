// Seeds are independent of each other, and draws are even.
import { describe, expect, it } from 'vitest'
import { Plan, simulate } from '../../src/simulate/index.js'
import { right } from '../machine/records.js'
import { microsecondsOf } from './time.js'

const constant = (value: number) => ({ distribution: 'constant', value }) as const

/** Forty draws of one seed: the durations of jobs that one worker does one after the other. */
const drawsOf = (seed: number): ReadonlyArray<number> => {
  const plan = right(
    Plan.decode({
      session: { request: { totalBlockCount: 0, totalJobCount: 40 } },
      seed,
      network: { latency: constant(0.001), throughput: constant(1) },
      processing: { workers: 1, secondsPerJob: { distribution: 'uniform', least: 1, most: 2 } },
      client: { secondsBetweenReads: 1e6 },
    }),
  )
  const times = [...simulate(plan)]
    .filter(({ event }) => event.type === 'commit' || event.type === 'job.completed')
    .map(({ at }) => microsecondsOf(at))
  return times.slice(1).map((time, index) => time - (times[index] ?? 0))
}

const mean = (values: ReadonlyArray<number>): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/** How each value depends on the one before: 0 not at all. */
const lagOneCorrelation = (values: ReadonlyArray<number>): number => {
  const middle = mean(values)
  const together = values.slice(1).map((value, index) => (value - middle) * ((values[index] ?? 0) - middle))
  return mean(together) / mean(values.map((value) => (value - middle) ** 2))
}

describe('4096 neighbouring seeds', () => {
  it('give each of the first 40 draws independently of the seed before', () => {
    const draws = Array.from({ length: 4096 }, (_, seed) => drawsOf(seed))
    for (let place = 0; place < 40; place += 1) {
      const ofPlace = draws.map((each) => each[place] ?? 0)
      expect(Math.abs(lagOneCorrelation(ofPlace))).toBeLessThan(0.06)
      expect(Math.abs(mean(ofPlace) / 1.5e6 - 1)).toBeLessThan(0.02)
    }
  })
})
