// A client that gets no answer, or a bad one: when it tries again, when it gives up, and what it knows after a crash.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Plan, simulate, type TraceEntry } from '../../src/simulate/index.js'
import { right } from '../machine/records.js'

const constant = (value: number) => ({ distribution: 'constant', value }) as const

/** Seconds since the start. */
const secondsOf = ({ at }: TraceEntry): number =>
  Number(((Date.parse(at) - Date.parse('2026-01-01T00:00:00Z')) / 1000).toFixed(3))

const retry = { initialSeconds: 1, factor: 2, maxSeconds: 5, jitter: 0, maxAttempts: null }

/** Blocks of a second each, one at a time; a message takes a tenth of a second. */
const planWith = (rest: object, client: object = {}): Plan =>
  right(
    Plan.decode({
      session: { request: { totalBlockCount: 4, totalJobCount: 0 } },
      network: { throughput: constant(1), latency: constant(0.1), parallelUploads: 1 },
      client: { timeoutSeconds: 3, retry, ...client },
      ...rest,
    }),
  )

const timesOf = (plan: Plan, type: TraceEntry['event']['type']): ReadonlyArray<number> =>
  [...simulate(plan)].filter(({ event }) => event.type === type).map(secondsOf)

const outage = { fault: 'outage', atSeconds: 0, seconds: constant(25) }

describe('a client', () => {
  it('waits longer after each failure, up to the longest pause', () => {
    // Each attempt takes 0.2 s until its answer, 503.
    const failures = timesOf(planWith({ faults: [outage] }), 'request.failed')
    const pauses = failures
      .slice(1)
      .map((time, index) => Number((time - (failures[index] ?? 0) - 0.2).toFixed(3)))
    expect(pauses).toEqual([1, 2, 4, 5, 5, 5])
  })

  it('takes a part of each pause away by chance', () => {
    const plan = planWith({ faults: [outage] }, { retry: { ...retry, jitter: 0.5 } })
    const failures = timesOf(plan, 'request.failed')
    const pauses = failures.slice(1).map((time, index) => time - (failures[index] ?? 0) - 0.2)
    expect(new Set(pauses).size).toBe(pauses.length)
    for (const [index, pause] of pauses.entries()) {
      const longest = Math.min(2 ** index, 5)
      expect(pause).toBeGreaterThanOrEqual(longest / 2 - 0.001)
      expect(pause).toBeLessThanOrEqual(longest + 0.001)
    }
  })

  it('counts its timeout from when the request is sent', () => {
    const lost = { fault: 'lostRequest', atSeconds: 0.2 }
    // The client learns at 0.2 s that the session has started; its first block is sent at 1.2 s.
    expect(timesOf(planWith({ faults: [lost] }), 'response.timedOut')).toEqual([4.2])
    expect(timesOf(planWith({ faults: [lost] }), 'block.uploaded')).toEqual([6.3, 7.5, 8.7, 9.9])
  })

  it('gives up after its last attempt, and says so', () => {
    const plan = planWith({ faults: [outage] }, { retry: { ...retry, maxAttempts: 3 } })
    const last = [...simulate(plan)].at(-1)
    expect(last).toMatchObject({ event: { type: 'client.gaveUp' }, client: { state: 'created' } })
    expect(timesOf(plan, 'request.failed')).toHaveLength(3)
  })

  it('may be struck any number of times if it gives up one day', () => {
    const lost = { fault: 'lostRequest', rate: 1 }
    const plan = planWith({ faults: [lost] }, { retry: { ...retry, maxAttempts: 9 } })
    expect(timesOf(plan, 'response.timedOut')).toHaveLength(9)
    expect(timesOf(plan, 'start')).toEqual([])
  })

  it('fails once for each attempt, whatever comes after its timeout', () => {
    // The answer, 503, takes longer than the timeout.
    const plan = planWith(
      { faults: [outage] },
      { timeoutSeconds: 0.15, retry: { ...retry, maxAttempts: 4, initialSeconds: 2 } },
    )
    expect(timesOf(plan, 'response.timedOut')).toHaveLength(4)
  })
})

describe('a client that crashes', () => {
  const crash = (memory: boolean) => ({ fault: 'crash', atSeconds: 3, seconds: constant(10), memory })
  const uploadsOf = (plan: Plan, type: 'block.uploaded' | 'block.repeated') =>
    [...simulate(plan)].flatMap((entry) =>
      entry.event.type === type ? [[entry.block, secondsOf(entry)]] : [],
    )

  it('goes on where it was, if it has a memory', () => {
    const plan = planWith({ faults: [crash(true)] })
    expect(timesOf(plan, 'client.crashed')).toEqual([3])
    expect(timesOf(plan, 'client.restarted')).toEqual([13])
    // Block 2 had arrived, and its acknowledgement; block 3 was being sent, and never arrived.
    expect(uploadsOf(plan, 'block.uploaded')).toEqual([
      [1, 1.3],
      [2, 2.5],
      [3, 14.3],
      [4, 15.5],
    ])
    expect(uploadsOf(plan, 'block.repeated')).toEqual([])
  })

  it('uploads every block again without one, and none is counted twice', () => {
    const plan = planWith({ faults: [crash(false)] })
    expect(uploadsOf(plan, 'block.repeated')).toEqual([
      [1, 14.3],
      [2, 15.5],
    ])
    expect(uploadsOf(plan, 'block.uploaded').slice(2)).toEqual([
      [3, 16.7],
      [4, 17.9],
    ])
    const last = [...simulate(plan)].at(-1)
    expect(last?.session.context.blocks).toEqual({ total: 4, remaining: 0 })
    expect(last?.client).toMatchObject({ state: 'completed', blocks: { remaining: 0 } })
  })

  it('learns after a crash what happened in the meantime', () => {
    const cancel = { act: { type: 'cancel' }, atSeconds: 5 }
    const last = [...simulate(planWith({ faults: [crash(true)], interventions: [cancel] }))].at(-1)
    expect(last?.client.state).toBe('cancelled')
  })

  it('completes after any number of crashes at times', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ at: fc.double({ min: 0, max: 20, noNaN: true }), memory: fc.boolean() }), {
          maxLength: 5,
        }),
        fc.constantFrom<object>({ throughput: constant(1) }, { bandwidth: 8 }),
        (crashes, speed) => {
          const faults = crashes.map(({ at, memory }) => ({
            fault: 'crash',
            atSeconds: at,
            seconds: constant(0.7),
            memory,
          }))
          const plan = planWith({ faults, network: { ...speed, latency: constant(0.1), parallelUploads: 3 } })
          const last = [...simulate(plan)].at(-1)
          expect(last?.session.value).toBe('completed')
          expect(last?.session.context.blocks.remaining).toBe(0)
        },
      ),
    )
  })
})
