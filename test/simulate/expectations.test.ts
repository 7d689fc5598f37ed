// What a plan expects: how it is written, and whether it is met by one simulation and by many.
import { describe, expect, it } from 'vitest'
import { issuesOf } from '../../src/codec/index.js'
import {
  Duration,
  Expectations,
  outcomeOf,
  Plan,
  secondsOf,
  sweep,
  verdictsOfOutcome,
  verdictsOfSweep,
} from '../../src/simulate/index.js'
import { left, right } from '../machine/records.js'

const session = { request: { totalBlockCount: 5 } }
const planOf = (document: object): Plan => right(Plan.decode({ session, ...document }))

const messagesOf = (document: object): ReadonlyArray<string> =>
  issuesOf(left(Plan.decode({ session, ...document }))).map(({ message }) => message)

describe('a duration', () => {
  it.each([
    [90, 90],
    ['500 ms', 0.5],
    ['30 min', 1_800],
    ['30min', 1_800],
    ['1.5 h', 5_400],
    ['2 h 5 min 3 s', 7_503],
    ['1 d', 86_400],
  ])('%j has %d seconds', (duration, seconds) => {
    expect(Duration.is(duration)).toBe(true)
    expect(secondsOf(duration)).toBeCloseTo(seconds, 9)
  })

  it.each(['', '30', '30 m', 'min', '-1 s', '1 h,', '1 h ', 0, -1])('is not %j', (duration) => {
    expect(Duration.is(duration)).toBe(false)
  })
})

describe('expect', () => {
  it('is kept by a plan, to its JSON and back', () => {
    const plan = planOf({ expect: { state: 'Completed', within: '30 min', p99: 1200 } })
    expect(plan.expect).toEqual({ state: 'Completed', within: '30 min', p99: 1200 })
    expect(right(Plan.decode(Plan.encode(plan)))).toEqual(plan)
  })

  it('changes nothing in a simulation', () => {
    expect(outcomeOf(planOf({ expect: { within: 1 } }))).toEqual(outcomeOf(planOf({})))
  })

  it('names final states only, and no time of completion for what does not complete', () => {
    expect(messagesOf({ expect: { state: 'Created' } })).toEqual([
      '/expect/state is "Created"; expected Completed, Failed or Cancelled',
    ])
    expect(messagesOf({ expect: { state: 'Failed', within: '1 h' } })).toEqual([
      'within is a time of completion; the state is Failed',
    ])
    expect(Expectations.is({ state: 'Failed' })).toBe(true)
    expect(messagesOf({ expect: { p90: '1 h' } })[0]).toContain('p90')
  })
})

describe('the verdicts', () => {
  const plan = planOf({ processing: { totalJobCount: 3 } })

  it('on one simulation are those of state and within', () => {
    const seconds = outcomeOf(plan).completionSeconds ?? 0
    const verdictsOf = (expectations: Expectations) =>
      verdictsOfOutcome(expectations, outcomeOf(plan)).map(({ expectation, isMet }) => [expectation, isMet])
    expect(verdictsOf({ state: 'Completed', within: seconds, p99: 1 })).toEqual([
      ['state', true],
      ['within', true],
    ])
    expect(verdictsOf({ state: 'Failed' })).toEqual([['state', false]])
    expect(verdictsOf({ within: seconds - 0.001 })).toEqual([['within', false]])
    expect(verdictsOf({})).toEqual([])
  })

  it('on a sweep are those of every session, of the longest completion and of each percentile', () => {
    const summary = sweep(plan, 200)
    const { p50, p99 } = summary.completion
    const [state, within, met, missed] = verdictsOfSweep(
      { state: 'Completed', within: summary.longest.seconds, p50: p50.value, p99: p99.value - 0.001 },
      summary,
    )
    expect([state?.isMet, within?.isMet, met?.isMet, missed?.isMet]).toEqual([true, true, true, false])
    // Both bounds lie within the intervals of their percentiles.
    expect(met).toMatchObject({ expectation: 'p50', found: p50.value, isCertain: false })
    expect(verdictsOfSweep({ p50: p50.to }, summary)[0]).toMatchObject({ isMet: true, isCertain: true })
  })

  it('on what never completes are not met', () => {
    const cancelled = planOf({ faults: [{ fault: 'cancelled', rate: 1 }] })
    const expectations: Expectations = { state: 'Completed', within: '1 d', p99: '1 d' }
    const found = verdictsOfSweep(expectations, sweep(cancelled, 20))
    expect(found.map(({ isMet }) => isMet)).toEqual([false, false, false])
    expect(verdictsOfOutcome(expectations, outcomeOf(cancelled)).map(({ isMet }) => isMet)).toEqual([
      false,
      false,
    ])
  })
})
