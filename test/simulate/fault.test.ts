// Under any faults a session satisfies the invariants, counts each block once, and completes unless it is ended.
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { dateTimeOffsetOrd } from '../../src/codec/index.js'
import { progressOf, step, toResource } from '../../src/machine/index.js'
import { historyViolationsOf, sessionStates, violationsOf } from '../../src/model/index.js'
import { isSessionEvent, type Plan, presets, simulate, type TraceEntry } from '../../src/simulate/index.js'
import { anyPlan, completingPlan } from './plans.js'

const isFinal = ({ session }: Pick<TraceEntry, 'session'>): boolean => sessionStates[session.value].final

/** Each entry with the session before it. */
const traceWithBefore = (plan: Plan) => {
  const trace = [...simulate(plan)]
  return trace.map((entry, index) => ({
    ...entry,
    before: trace[index - 1]?.session ?? plan.sessions[0].session,
  }))
}

describe('any plan with any seed', () => {
  it('has no violations in any entry, nor between two entries', () => {
    fc.assert(
      fc.property(anyPlan(), (plan) => {
        for (const { before, session } of traceWithBefore(plan)) {
          expect(violationsOf(toResource(session))).toEqual([])
          expect(historyViolationsOf(toResource(before), toResource(session))).toEqual([])
        }
      }),
      { numRuns: 300 },
    )
  })

  it('has the outcome of step for every event of the session', () => {
    fc.assert(
      fc.property(anyPlan(), (plan) => {
        for (const { before, event, outcome, session } of traceWithBefore(plan)) {
          expect(outcome).toEqual(isSessionEvent(event) ? step(before, event) : E.right(before))
          expect(session).toEqual(E.getOrElse(() => before)(outcome))
        }
      }),
      { numRuns: 300 },
    )
  })

  it('counts every block once', () => {
    fc.assert(
      fc.property(anyPlan(), (plan) => {
        const counted = [...simulate(plan)].flatMap(({ event, outcome, block }) =>
          event.type === 'block.uploaded' && E.isRight(outcome) ? [block] : [],
        )
        expect(new Set(counted).size).toBe(counted.length)
        const last = traceWithBefore(plan).at(-1)?.session ?? plan.sessions[0].session
        const { remaining } = plan.sessions[0].session.context.blocks
        expect(last.context.blocks.remaining).toBe(remaining - counted.length)
      }),
      { numRuns: 300 },
    )
  })

  it('gives the same trace each time, in the order of time', () => {
    fc.assert(
      fc.property(anyPlan(), (plan) => {
        const trace = [...simulate(plan)]
        expect(trace).toEqual([...simulate(plan)])
        for (const [index, { at }] of trace.slice(1).entries()) {
          const before = trace[index]
          expect(before === undefined || dateTimeOffsetOrd.compare(before.at, at) <= 0).toBe(true)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('never shows the client more blocks than have arrived, and in the end the final state', () => {
    fc.assert(
      fc.property(anyPlan(), (plan) => {
        const trace = [...simulate(plan)]
        for (const { client, session } of trace) {
          expect(client.blocks.remaining).toBeGreaterThanOrEqual(session.context.blocks.remaining)
        }
        const last = trace.at(-1)
        if (last !== undefined) expect(last.client.state).toBe(last.session.value)
      }),
      { numRuns: 300 },
    )
  })
})

describe('any plan without a fatal fault or intervention', () => {
  it('completes on the server and in the client’s view', () => {
    fc.assert(
      fc.property(completingPlan(), (plan) => {
        const last = [...simulate(plan)].at(-1)
        expect(last?.session.value ?? plan.sessions[0].session.value).toBe('completed')
        if (last === undefined) return
        expect(last.session.context.blocks.remaining).toBe(0)
        expect(last.session.context.jobs?.remaining).toBe(0)
        expect(progressOf(last.session).percentage).toBe(100)
        expect(last.client).toMatchObject({ state: 'completed', blocks: { remaining: 0 } })
      }),
      { numRuns: 400 },
    )
  })

  it('completes even if a fault strikes every time', () => {
    const second = { distribution: 'constant', value: 1 } as const
    fc.assert(
      fc.property(
        completingPlan(),
        fc.constantFrom(
          { fault: 'lostAcknowledgement', rate: 1 } as const,
          { fault: 'duplicate', rate: 1 } as const,
          { fault: 'reordered', rate: 1, seconds: second } as const,
          { fault: 'stalled', rate: 1, seconds: second } as const,
          { fault: 'slow', rate: 1, factor: 10 } as const,
          { fault: 'expiredUri', rate: 1 } as const,
          { fault: 'failedJob', rate: 1, seconds: second } as const,
        ),
        (plan, fault) => {
          const last = [...simulate({ ...plan, faults: [fault] })].at(-1)
          expect(last?.session.value ?? plan.sessions[0].session.value).toBe('completed')
        },
      ),
      { numRuns: 140 },
    )
  })
})

describe('a plan with any fault or intervention', () => {
  it('ends in a final state, which rejects later events, or says that it was stopped at a limit of the plan', () => {
    fc.assert(
      fc.property(anyPlan(), (plan) => {
        const trace = traceWithBefore(plan)
        const last = trace.at(-1)
        // A job that takes longer than a recurring fault leaves it fails again and again, up to the plan's limit.
        const isStopped =
          last?.event.type === 'simulation.stopped' && plan.faults.some((fault) => 'every' in fault)
        expect(isStopped || isFinal(last ?? plan.sessions[0])).toBe(true)
        for (const { before, event, outcome } of trace) {
          if (isFinal({ session: before }) && isSessionEvent(event)) {
            expect(outcome).toMatchObject({ left: { code: 'finished' } })
          }
        }
      }),
      { numRuns: 300 },
    )
  })
})

const valuesIn = (plan: Plan, select: (entry: TraceEntry) => string | null): ReadonlySet<string | null> =>
  new Set(Array.from(simulate(plan), select))

describe('every fault', () => {
  it.each(
    Object.entries(presets).flatMap(([preset, faults]) =>
      faults.map(({ fault }) => ({ fault, preset, faults })),
    ),
  )('is the cause of trace entries: $fault of $preset', ({ fault, faults }) => {
    const seen = fc
      .sample(completingPlan(), { numRuns: 60, seed: 1 })
      .some((plan) => valuesIn({ ...plan, faults, interventions: [] }, ({ cause }) => cause).has(fault))
    expect(seen).toBe(true)
  })
})
