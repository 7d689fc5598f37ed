// Every distribution is the one of its name: 100,000 samples each, by the durations of jobs of one worker.
import { describe, expect, it } from 'vitest'
import { type Distribution, Plan, simulate } from '../../src/simulate/index.js'
import { right } from '../machine/records.js'
import { microsecondsOf } from './time.js'

const count = 100_000

/** Samples of a distribution, in seconds. */
const samplesOf = (secondsPerJob: Distribution): ReadonlyArray<number> => {
  const plan = right(
    Plan.decode({
      session: { request: { totalBlockCount: 0, totalJobCount: count } },
      seed: 11,
      processing: { workers: 1, secondsPerJob },
      client: { secondsBetweenReads: 1e6 },
    }),
  )
  const samples: Array<number> = []
  let before = 0
  for (const { event, at } of simulate(plan)) {
    if (event.type !== 'commit' && event.type !== 'job.completed') continue
    const time = microsecondsOf(at)
    if (event.type === 'job.completed') samples.push((time - before) / 1e6)
    before = time
  }
  return samples
}

/** The standard normal distribution, by Abramowitz and Stegun, 7.1.26: to seven digits. */
const normal = (value: number): number => {
  const x = Math.abs(value) / Math.SQRT2
  const t = 1 / (1 + 0.3275911 * x)
  const polynomial =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
  const error = 1 - polynomial * Math.exp(-x * x)
  return value < 0 ? (1 - error) / 2 : (1 + error) / 2
}

type Case = readonly [Distribution, (x: number) => number, number | null]

const exponential = (mean: number): Case => [
  { distribution: 'exponential', mean },
  (x) => 1 - Math.exp(-x / mean),
  mean,
]

const uniform = (least: number, most: number): Case => [
  { distribution: 'uniform', least, most },
  (x) => Math.min(1, Math.max(0, (x - least) / (most - least))),
  (least + most) / 2,
]

const logNormal = (median: number, spread: number): Case => [
  { distribution: 'logNormal', median, spread },
  (x) => normal(Math.log(x / median) / Math.log(spread)),
  median * Math.exp(Math.log(spread) ** 2 / 2),
]

/** The mean is null where the variance is infinite. */
const pareto = (least: number, shape: number): Case => [
  { distribution: 'pareto', least, shape },
  (x) => (x <= least ? 0 : 1 - (least / x) ** shape),
  shape > 2 ? (least * shape) / (shape - 1) : null,
]

const cases: ReadonlyArray<Case> = [
  uniform(1, 4),
  uniform(0.0001, 0.0009),
  exponential(3),
  exponential(0.002),
  exponential(0.0005),
  logNormal(5, 1.4),
  logNormal(0.0005, 2),
  pareto(1, 1.5),
  pareto(1, 3),
  pareto(0.0004, 3),
]

/** What a rounded sample may differ by: half a microsecond. */
const half = 0.5e-6

describe.each(cases)('%j', (distribution, cumulative, mean) => {
  const samples = [...samplesOf(distribution)].sort((one, other) => one - other)

  it('passes the test of Kolmogorov and Smirnov, at one in a hundred', () => {
    let distance = 0
    for (const [index, sample] of samples.entries()) {
      // Rounding makes samples equal: the distribution jumps there, from the first of them to the last.
      if (sample !== samples[index - 1])
        distance = Math.max(distance, Math.abs(cumulative(sample - half) - index / count))
      if (sample !== samples[index + 1])
        distance = Math.max(distance, Math.abs(cumulative(sample + half) - (index + 1) / count))
    }
    expect(distance).toBeLessThan(1.628 / Math.sqrt(count))
  })

  it('has its mean within 1 %, where its variance is finite', () => {
    if (mean === null) return
    const found = samples.reduce((sum, sample) => sum + sample, 0) / count
    expect(Math.abs(found / mean - 1)).toBeLessThan(0.01)
  })
})
