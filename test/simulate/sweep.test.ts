// Many seeds of a plan: percentiles with intervals that hold, and what faults cost, seed by seed.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Outcome,
  outcomeOf,
  outcomesOf,
  type Percentiles,
  Plan,
  percentileNames,
  type SeedOutcome,
  summarize,
  sweep,
} from '../../src/simulate/index.js'
import { right } from '../machine/records.js'
import { completingPlan } from './plans.js'

const parts = { p5: 0.05, p50: 0.5, p95: 0.95, p99: 0.99 }

const outcomeIn = (completionSeconds: number | null): Outcome => ({
  sessions: [],
  uploadSeconds: 1,
  processingSeconds: 1,
  completionSeconds,
  reached: null,
})

const seedsWith = (completions: ReadonlyArray<number | null>): ReadonlyArray<SeedOutcome> =>
  completions.map((seconds, seed) => ({ seed, outcome: outcomeIn(seconds), withoutFaults: null }))

const percentilesOf = (completions: ReadonlyArray<number | null>): Percentiles =>
  summarize(seedsWith(completions)).completion

/** The least value that a part of the values does not exceed, by its definition. */
const referenceOf = (values: ReadonlyArray<number>, part: number): number =>
  values
    .toSorted((a, b) => a - b)
    .find((value) => values.filter((other) => other <= value).length / values.length >= part - 1e-12) ??
  Number.NaN

const planOf = (document: object): Plan =>
  right(Plan.decode({ session: { request: { totalBlockCount: 1 } }, ...document }))

describe('the percentiles of a sweep', () => {
  it('are the least values that a part of the seeds does not exceed, in any order of the seeds', () => {
    const seconds = fc.oneof(fc.integer({ min: 0, max: 20 }), fc.double({ min: 0, max: 1e6, noNaN: true }))
    fc.assert(
      fc.property(fc.array(seconds, { minLength: 1, maxLength: 120 }), (values) => {
        const found = percentilesOf(values)
        for (const name of percentileNames) expect(found[name].value).toBe(referenceOf(values, parts[name]))
      }),
    )
  })

  it('lie in their intervals', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 1, maxLength: 400 }), (values) => {
        const found = percentilesOf(values)
        for (const name of percentileNames) {
          const { value, from, to } = found[name]
          expect(from <= value && value <= to).toBe(true)
        }
      }),
    )
  })

  it('have intervals that hold the percentile of the distribution in 95 of 100 sweeps', () => {
    // The only job takes a time that is exponentially distributed, so that each percentile is known.
    const mean = 10
    const [sweeps, seeds] = [100, 80]
    const plan = planOf({
      network: { latency: { distribution: 'constant', value: 1e-6 } },
      processing: { totalJobCount: 1, secondsPerJob: { distribution: 'exponential', mean } },
    })
    const held = { p5: 0, p50: 0, p95: 0, p99: 0 }
    for (let index = 0; index < sweeps; index += 1) {
      const { processing } = sweep({ ...plan, seed: index * seeds }, seeds)
      for (const name of percentileNames) {
        const theory = -mean * Math.log(1 - parts[name])
        held[name] += Number(processing[name].from <= theory && theory <= processing[name].to)
      }
    }
    // Ranks are whole, so that the confidence is a little above 95 %; below it by three standard deviations at most.
    for (const name of percentileNames) expect(held[name] / sweeps, name).toBeGreaterThan(0.884)
    // Nor are they wider than that: an interval that holds everything says nothing.
    expect((held.p5 + held.p50 + held.p95) / (3 * sweeps)).toBeLessThan(0.99)
  })

  it('have intervals whose ends are exact quantiles of the binomial distribution', () => {
    const values = Array.from({ length: 1000 }, (_, index) => index + 1)
    expect(percentilesOf(values)).toEqual({
      p5: { value: 50, from: 37, to: 65 },
      p50: { value: 500, from: 469, to: 532 },
      p95: { value: 950, from: 936, to: 964 },
      p99: { value: 990, from: 983, to: 997 },
    })
  })

  it('have no end where there are too few seeds for one', () => {
    const { p5, p99 } = percentilesOf([1, 2, 3])
    expect(p5).toMatchObject({ value: 1, from: Number.NEGATIVE_INFINITY })
    expect(p99).toMatchObject({ value: 3, to: Number.POSITIVE_INFINITY })
  })

  it('are Infinity where so many seeds do not complete', () => {
    const { p5, p50 } = percentilesOf([
      ...Array.from({ length: 60 }, () => null),
      ...Array.from({ length: 40 }, () => 7),
    ])
    expect([p5.value, p50.value]).toEqual([7, Number.POSITIVE_INFINITY])
  })
})

describe('a sweep', () => {
  const flaky = planOf({
    session: { request: { totalBlockCount: 20 } },
    seed: 5,
    faults: [{ fault: 'lostAcknowledgement', rate: 0.2 }],
  })

  it('begins with the seed of the plan, and goes on at the least Int32 behind the greatest', () => {
    expect(Array.from(outcomesOf(flaky, 3), ({ seed }) => seed)).toEqual([5, 6, 7])
    const last = { ...flaky, seed: 2 ** 31 - 1 }
    expect(Array.from(outcomesOf(last, 2), ({ seed }) => seed)).toEqual([2 ** 31 - 1, -(2 ** 31)])
  })

  it('names the longest completion and its seed', () => {
    const { longest } = sweep(flaky, 40)
    expect(outcomeOf(flaky, longest.seed).completionSeconds).toBe(longest.seconds)
    const all = Array.from(outcomesOf(flaky, 40), ({ outcome }) => outcome.completionSeconds ?? 0)
    expect(Math.max(...all)).toBe(longest.seconds)
  })

  it('counts the states in which sessions ended, and the seeds that a limit stopped', () => {
    const fatal = { fault: 'fatal', rate: 0.5, error: { code: 'a' } }
    const { states } = sweep(planOf({ faults: [fatal], processing: { totalJobCount: 1 } }), 100)
    expect(Object.keys(states).toSorted()).toEqual(['Completed', 'Failed'])
    expect((states.Completed ?? 0) + (states.Failed ?? 0)).toBe(100)
    expect(sweep(planOf({ limits: { events: 2 } }), 10).stopped).toBe(10)
  })
})

describe('the cost of faults', () => {
  it('is null for a plan without faults', () => {
    expect(sweep(planOf({}), 3).faultCost).toBeNull()
  })

  it('is nothing, for every seed, if the faults never strike', () => {
    const plan = planOf({
      session: { request: { totalBlockCount: 20 } },
      faults: [
        { fault: 'lostRequest', rate: 0 },
        { fault: 'failedJob', rate: 0, seconds: { distribution: 'constant', value: 9 } },
      ],
    })
    for (const { outcome, withoutFaults } of outcomesOf(plan, 50)) expect(outcome).toEqual(withoutFaults)
    expect(sweep(plan, 50).faultCost?.completion.p99.value).toBe(0)
  })

  it('is that of the same seed: a pause of a minute between two uploads costs a minute', () => {
    const plan = planOf({
      session: { request: { totalBlockCount: 2 } },
      network: {
        parallelUploads: 1,
        throughput: { distribution: 'uniform', least: 0.1, most: 0.2 },
        latency: { distribution: 'constant', value: 0.001 },
      },
      client: { timeoutSeconds: 600 },
      faults: [{ fault: 'stalled', atSeconds: 2, seconds: { distribution: 'constant', value: 60 } }],
    })
    const { upload } = sweep(plan, 100).faultCost ?? sweep(plan, 1)
    expect(upload.p5.value).toBeGreaterThan(50)
    expect(upload.p99.value).toBeLessThanOrEqual(60)
  })

  it('is Infinity where only the faults prevent the completion', () => {
    const cancelled = planOf({ faults: [{ fault: 'cancelled', rate: 1 }] })
    expect(sweep(cancelled, 20).faultCost?.completion.p5.value).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('any plan', () => {
  it('gives the same summary twice', () => {
    fc.assert(
      fc.property(completingPlan(), (plan) => {
        expect(sweep(plan, 3)).toEqual(sweep(plan, 3))
      }),
      { numRuns: 20 },
    )
  })
})
