// Whatever goes wrong: no law is broken, the distinct blocks decide, and what is not ended from outside completes.
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { dateTimeOffsetOrd } from '../../src/codec/index.js'
import { progressOf, step, toResource } from '../../src/machine/index.js'
import { historyViolationsOf, sessionStates, violationsOf } from '../../src/model/index.js'
import { isSessionEvent, type Moment, type Plan, presets, simulate } from '../../src/simulate/index.js'
import { anyPlan, harmlessPlan } from './plans.js'

const isFinal = ({ session }: Pick<Moment, 'session'>): boolean => sessionStates[session.value].final

/** Each moment with the session as it was before it. */
const inTurn = (plan: Plan) => {
  const moments = [...simulate(plan)]
  return moments.map((moment, index) => ({ ...moment, before: moments[index - 1]?.session ?? plan.session }))
}

describe('any plan with any seed', () => {
  it('breaks no law in any moment, nor between two of them', () => {
    fc.assert(
      fc.property(anyPlan(), (plan) => {
        for (const { before, session } of inTurn(plan)) {
          expect(violationsOf(toResource(session))).toEqual([])
          expect(historyViolationsOf(toResource(before), toResource(session))).toEqual([])
        }
      }),
      { numRuns: 300 },
    )
  })

  it('lets step alone decide on every event of the session', () => {
    fc.assert(
      fc.property(anyPlan(), (plan) => {
        for (const { before, event, outcome, session } of inTurn(plan)) {
          expect(outcome).toEqual(isSessionEvent(event) ? step(before, event) : E.right(before))
          expect(session).toEqual(E.getOrElse(() => before)(outcome))
        }
      }),
      { numRuns: 300 },
    )
  })

  it('counts every distinct block once and no block twice', () => {
    fc.assert(
      fc.property(anyPlan(), (plan) => {
        const counted = [...simulate(plan)].flatMap(({ event, outcome, block }) =>
          event.type === 'block.uploaded' && E.isRight(outcome) ? [block] : [],
        )
        expect(new Set(counted).size).toBe(counted.length)
        const last = inTurn(plan).at(-1)?.session ?? plan.session
        const { remaining } = plan.session.context.blocks
        expect(last.context.blocks.remaining).toBe(remaining - counted.length)
      }),
      { numRuns: 300 },
    )
  })

  it('unfolds in the order of time, the same way each time', () => {
    fc.assert(
      fc.property(anyPlan(), (plan) => {
        const moments = [...simulate(plan)]
        expect(moments).toEqual([...simulate(plan)])
        for (const [index, { at }] of moments.slice(1).entries()) {
          const before = moments[index]
          expect(before === undefined || dateTimeOffsetOrd.compare(before.at, at) <= 0).toBe(true)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('lets the client believe no more than the service once told, and in the end the truth', () => {
    fc.assert(
      fc.property(anyPlan(), (plan) => {
        const moments = [...simulate(plan)]
        for (const { client, session } of moments) {
          expect(client.blocks.remaining).toBeGreaterThanOrEqual(session.context.blocks.remaining)
        }
        const last = moments.at(-1)
        if (last !== undefined) expect(last.client.state).toBe(last.session.value)
      }),
      { numRuns: 300 },
    )
  })
})

describe('any plan that nothing ends from outside', () => {
  it('completes, with no block and no job left, and the client knows', () => {
    fc.assert(
      fc.property(harmlessPlan(), (plan) => {
        const last = [...simulate(plan)].at(-1)
        expect(last?.session.value ?? plan.session.value).toBe('completed')
        if (last === undefined) return
        expect(last.session.context.blocks.remaining).toBe(0)
        expect(last.session.context.jobs?.remaining).toBe(0)
        expect(progressOf(last.session).percentage).toBe(100)
        expect(last.client).toMatchObject({ state: 'completed', blocks: { remaining: 0 } })
      }),
      { numRuns: 400 },
    )
  })

  it('completes even where a fault strikes every single time', () => {
    const always = { distribution: 'constant', value: 1 } as const
    fc.assert(
      fc.property(
        harmlessPlan(),
        fc.constantFrom(
          { fault: 'lostAcknowledgement', rate: 1 } as const,
          { fault: 'duplicate', rate: 1 } as const,
          { fault: 'reordered', rate: 1, seconds: always } as const,
          { fault: 'stalled', rate: 1, seconds: always } as const,
          { fault: 'slow', rate: 1, factor: 10 } as const,
          { fault: 'expiredUri', rate: 1 } as const,
          { fault: 'failedJob', rate: 1, seconds: always } as const,
        ),
        (plan, fault) => {
          const last = [...simulate({ ...plan, faults: [fault] })].at(-1)
          expect(last?.session.value ?? plan.session.value).toBe('completed')
        },
      ),
      { numRuns: 140 },
    )
  })
})

describe('a plan that something ends', () => {
  it('ends in a final state, and refuses whatever still arrives', () => {
    fc.assert(
      fc.property(anyPlan(), (plan) => {
        const moments = inTurn(plan)
        expect(isFinal(moments.at(-1) ?? plan)).toBe(true)
        for (const { before, event, outcome } of moments) {
          if (isFinal({ session: before }) && isSessionEvent(event)) {
            expect(outcome).toMatchObject({ left: { code: 'finished' } })
          }
        }
      }),
      { numRuns: 300 },
    )
  })
})

const namesIn = (plan: Plan, what: (moment: Moment) => string | null): ReadonlySet<string | null> =>
  new Set(Array.from(simulate(plan), what))

describe('every fault', () => {
  it.each(
    Object.entries(presets).flatMap(([preset, faults]) =>
      faults.map(({ fault }) => ({ fault, preset, faults })),
    ),
  )('shows where it strikes: $fault of $preset', ({ fault, faults }) => {
    const seen = fc
      .sample(harmlessPlan(), { numRuns: 60, seed: 1 })
      .some((plan) => namesIn({ ...plan, faults, interventions: [] }, ({ cause }) => cause).has(fault))
    expect(seen).toBe(true)
  })
})
