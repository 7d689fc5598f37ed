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
