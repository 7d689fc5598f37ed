// Random numbers by purpose: what never happens changes nothing.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Fault, lineOf, Plan, presets, simulate, type TraceEntry } from '../../src/simulate/index.js'
import { right } from '../machine/records.js'
import { anyPlan } from './plans.js'

const constant = (value: number) => ({ distribution: 'constant', value }) as const

const linesOf = (plan: Plan): ReadonlyArray<string> => Array.from(simulate(plan), (entry) => lineOf(entry))

const inert: fc.Arbitrary<Fault> = fc.constantFrom<Fault>(
  { fault: 'lostRequest', rate: 0 },
  { fault: 'slow', rate: 0, factor: 9 },
  { fault: 'stalled', rate: 0, seconds: constant(60) },
  { fault: 'failedJob', rate: 0, seconds: constant(60) },
  { fault: 'lostAcknowledgement', atSeconds: 1e9 },
  { fault: 'outage', atSeconds: 1e9, every: 60, seconds: constant(9) },
  { fault: 'crash', every: 1e9, seconds: constant(9), memory: false },
)

describe('a fault that never strikes', () => {
  it('changes nothing, wherever it stands in the plan', () => {
    fc.assert(
      fc.property(anyPlan(), inert, fc.nat(), (plan, fault, place) => {
        const at = place % (plan.faults.length + 1)
        expect(linesOf({ ...plan, faults: plan.faults.toSpliced(at, 0, fault) })).toEqual(linesOf(plan))
      }),
      { numRuns: 150 },
    )
  })
})

describe('another fault', () => {
  it('does not change when the others strike', () => {
    const plan = right(
      Plan.decode({ session: { request: { totalBlockCount: 200 } }, seed: 3, faults: presets.flaky }),
    )
    const struck = (plan: Plan) =>
      [...simulate(plan)].flatMap(({ block, cause }) =>
        cause === 'reordered' && block !== null ? [block] : [],
      )
    const others = [...presets.flaky, ...presets.failing, { fault: 'slow', rate: 0.1, factor: 3 } as const]
    expect(new Set(struck({ ...plan, faults: others }))).toEqual(new Set(struck(plan)))
  })
})

describe('another interval between reads', () => {
  const eventsOf = (plan: Plan): ReadonlyArray<TraceEntry['event']> =>
    [...simulate(plan)].map(({ event }) => event).filter(({ type }) => type !== 'client.updated')

  it.each(['none', 'expiring', 'failing', 'fatal'] as const)(
    'changes nothing but what the client reads, with the preset %s',
    (name) => {
      const document = { session: { request: { totalBlockCount: 30 } }, faults: presets[name] }
      const events = [0.5, 60].map((secondsBetweenReads) =>
        eventsOf(right(Plan.decode({ ...document, client: { secondsBetweenReads } }))),
      )
      expect(events[0]).toEqual(events[1])
      expect(events[0]?.length).toBeGreaterThan(30)
    },
  )
})

describe('faults with rates', () => {
  it('strike as often as each rate says, beside the others', () => {
    const blocks = 20_000
    const seconds = constant(0.1)
    const faults: ReadonlyArray<Fault> = [
      { fault: 'duplicate', rate: 0.2 },
      { fault: 'reordered', rate: 0.3, seconds },
      { fault: 'slow', rate: 0.4, factor: 2 },
    ]
    const session = { request: { totalBlockCount: blocks, totalJobCount: 0 } }
    const plan = right(Plan.decode({ session, faults, client: { timeoutSeconds: 1e4 } }))
    const causes = [...simulate(plan)].flatMap(({ block, cause }) => (block === null ? [] : [cause]))
    for (const { fault, rate = 0 } of faults) {
      const struck = causes.filter((cause) => cause === fault).length
      // Four deviations of a binomial number.
      expect(Math.abs(struck - blocks * rate)).toBeLessThan(4 * Math.sqrt(blocks * rate * (1 - rate)))
    }
  })
})

describe('a fault that recurs', () => {
  it('strikes the first request at or after each of its times', () => {
    const network = { throughput: constant(1), latency: constant(0.1), parallelUploads: 1 }
    const session = { request: { totalBlockCount: 20, totalJobCount: 0 } }
    const faults: ReadonlyArray<Fault> = [{ fault: 'duplicate', atSeconds: 3, every: 8 }]
    const plan = right(Plan.decode({ session, network, faults }))
    const struck = [...simulate(plan)].flatMap(({ block, cause }) => (cause === 'duplicate' ? [block] : []))
    // Block n is sent at 0.2 + 1.2 (n - 1) seconds; the fault is due at 3, 11, 19 seconds.
    expect(struck).toEqual([4, 10, 17])
  })

  it('begins without a time after its period', () => {
    const session = { request: { totalBlockCount: 60, totalJobCount: 0 } }
    const faults: ReadonlyArray<Fault> = [{ fault: 'stalled', every: 7, seconds: constant(1) }]
    const stalls = [...simulate(right(Plan.decode({ session, faults })))]
      .filter(({ event }) => event.type === 'network.stalled')
      .map(({ at }) => at.slice(17, -1))
    expect(stalls.slice(0, 2)).toEqual(['07.000000', '14.000000'])
  })
})
