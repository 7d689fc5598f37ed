// Links and workers behave as queueing theory says, within 1 % where there is a formula.
import { describe, expect, it } from 'vitest'
import { outcomeOf, Plan, simulate } from '../../src/simulate/index.js'
import { right } from '../machine/records.js'
import { microsecondsOf } from './time.js'

const constant = (value: number) => ({ distribution: 'constant', value }) as const
const exponential = (mean: number) => ({ distribution: 'exponential', mean }) as const

/** Numbers that look random, from 0 to 1: those of Lehmer, with the factor of Park and Miller. */
const lehmer = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (state * 48_271) % (2 ** 31 - 1)
    return state / (2 ** 31 - 1)
  }
}

const exponentials = (count: number, mean: number, seed: number): ReadonlyArray<number> => {
  const uniform = lehmer(seed)
  return Array.from({ length: count }, () => -Math.log(uniform()) * mean)
}

/** Blocks a second, without the first and the last uploads, which share with fewer. */
const rateOf = (plan: Plan): number => {
  const times: Array<number> = []
  for (const { event, at } of simulate(plan))
    if (event.type === 'block.uploaded') times.push(microsecondsOf(at) / 1e6)
  const [first, last] = [times[1000] ?? 0, times.at(-1000) ?? 0]
  return (times.length - 2000) / (last - first)
}

const uploads = [1, 4, 64] as const

describe('the rate of uploads', () => {
  const blocks = 150_000
  const latency = 0.3

  it.each(uploads)(
    'of %d at a time over links of their own is uploads / (transfer + two latencies)',
    (count) => {
      const plan = right(
        Plan.decode({
          session: { request: { totalBlockCount: blocks, totalJobCount: 0 } },
          network: {
            parallelUploads: count,
            throughput: { distribution: 'uniform', least: 0.5, most: 2 },
            latency: exponential(latency),
          },
          client: { timeoutSeconds: 1e4 },
        }),
      )
      // The mean of 1 / throughput: the integral of 1 / x from 0.5 to 2, over 1.5.
      const transfer = Math.log(4) / 1.5
      expect(rateOf(plan) / (count / (transfer + 2 * latency))).toBeCloseTo(1, 2)
    },
  )

  /**
   * Mean value analysis of a closed network (Reiser and Lavenberg, 1980): one station of processor sharing, where a
   * transfer alone takes `service`, and one without a queue, where it takes `delay`.
   */
  const throughputOf = (count: number, service: number, delay: number): number => {
    let queue = 0
    let rate = 0
    for (let customers = 1; customers <= count; customers += 1) {
      const response = service * (1 + queue)
      rate = customers / (delay + response)
      queue = rate * response
    }
    return rate
  }

  it.each(uploads)('of %d at a time over one link is that of mean value analysis', (count) => {
    const blockBytes = exponentials(blocks, 1e6, 7).map((bytes) => Math.ceil(bytes))
    const mean = blockBytes.reduce((sum, bytes) => sum + bytes, 0) / blocks
    const plan = right(
      Plan.decode({
        session: { request: { totalBlockCount: blocks, totalJobCount: 0 }, blockBytes },
        network: { parallelUploads: count, bandwidth: '2.5 MB/s', latency: exponential(latency) },
        client: { timeoutSeconds: 1e4 },
      }),
    )
    const expected = throughputOf(count, mean / 2.5e6, 2 * latency)
    expect(Math.abs(rateOf(plan) / expected - 1)).toBeLessThan(0.01)
  })
})

describe('a link to which uploads come at random, half of the time in use', () => {
  const count = 20_000

  // A megabyte a second, and half a megabyte a second to upload.
  const pauses = exponentials(count, 2, 48_271)
  const meanOf = (values: ReadonlyArray<number>): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length

  /** One session for each upload, of one block each, so that uploads do not wait for each other. */
  const transfersOf = (blockBytes: ReadonlyArray<number>): ReadonlyArray<number> => {
    let time = 0
    const sessions = blockBytes.map((bytes, index) => {
      time += pauses[index] ?? 0
      const request = { totalBlockCount: 1, totalJobCount: 0 }
      return { id: String(index), request, startsAtSeconds: time, blockBytes: Math.ceil(bytes) }
    })
    const plan = right(
      Plan.decode({
        sessions,
        network: { bandwidth: '1 MB/s', latency: constant(0.001) },
        client: { timeoutSeconds: 1e4 },
      }),
    )
    return outcomeOf(plan).sessions.map(({ uploadSeconds }) => (uploadSeconds ?? 0) - 0.003)
  }

  // The mean depends on the mean of the bytes only (M/G/1 with processor sharing).
  it.each([
    ['of the same bytes', Array<number>(count).fill(1e6)],
    ['of exponential bytes', exponentials(count, 1e6, 123_456_789)],
  ])('transfers those %s in twice the time that they take alone', (_, blockBytes) => {
    const alone = meanOf(blockBytes) / 1e6
    const expected = alone / (1 - alone / meanOf(pauses))
    expect(expected / alone).toBeCloseTo(2, 1)
    expect(Math.abs(meanOf(transfersOf(blockBytes)) / expected - 1)).toBeLessThan(0.05)
  })
})

describe('the makespan of exponential jobs', () => {
  const jobs = 20_000
  const seeds = 25

  it.each([1, 2, 4, 8, 16, 32])('on %d workers is that of theory within 1 %', (workers) => {
    const plan = right(
      Plan.decode({
        session: { request: { totalBlockCount: 0, totalJobCount: jobs } },
        network: { latency: constant(0.001) },
        processing: { workers, secondsPerJob: exponential(2) },
        client: { secondsBetweenReads: 1e6 },
      }),
    )
    let sum = 0
    for (let seed = 0; seed < seeds; seed += 1) sum += outcomeOf(plan, seed).processingSeconds ?? 0
    // All workers are busy until fewer jobs than workers are left; the last k end in 1/k + … + 1/1 of a mean.
    let last = 0
    for (let left = 1; left <= workers; left += 1) last += 1 / left
    const expected = 2 * ((jobs - workers) / workers + last)
    expect(Math.abs(sum / seeds / expected - 1)).toBeLessThan(0.01)
  })
})

describe('one thousand seeds', () => {
  it('of a plan differ, and give the same outcome again', () => {
    const plan = right(
      Plan.decode({
        session: { request: { totalBlockCount: 30 } },
        faults: [{ fault: 'lostAcknowledgement', rate: 0.15 }],
      }),
    )
    const completions = (): ReadonlyArray<number | null> =>
      Array.from({ length: 1000 }, (_, seed) => outcomeOf(plan, seed).completionSeconds)
    expect(new Set(completions()).size).toBe(1000)
    expect(completions()).toEqual(completions())
  })
})
