// A plan with many seeds: one outcome each, beside that of the same seed without faults, and what they come to.
import { maxInt32, minInt32 } from '../../codec/index.js'
import { type SessionStateWire, sessionStates } from '../../model/index.js'
import { type Outcome, outcomeOf } from '../outcome.js'
import type { Plan } from '../plan/plan.js'
import { type Percentiles, percentilesOf } from './quantile.js'

/** What came of a plan with one seed. */
export interface SeedOutcome {
  readonly seed: number
  readonly outcome: Outcome
  /** What came of the same plan and seed without faults; null for a plan without faults. */
  readonly withoutFaults: Outcome | null
}

/** Percentiles of each phase of a plan, in seconds; Infinity for what never comes. */
export interface PhasePercentiles {
  /** Until the last session has all its blocks. */
  readonly upload: Percentiles
  /** From the first session that has all its blocks until the last job. */
  readonly processing: Percentiles
  /** Until every session is completed. */
  readonly completion: Percentiles
}

/** What came of a plan with many seeds. */
export interface SweepSummary extends PhasePercentiles {
  readonly seeds: number
  /** How many sessions, of all seeds, ended in each state. */
  readonly states: Partial<Readonly<Record<SessionStateWire, number>>>
  /** The seeds that reached a bound of the plan. */
  readonly stopped: number
  /** The longest completion, and the first seed that gives it. */
  readonly longest: { readonly seed: number; readonly seconds: number }
  /**
   * The seconds that faults add to each phase: differences of the same seed with and without them. Null for a plan
   * without faults.
   */
  readonly faultCost: PhasePercentiles | null
}

const integers = maxInt32 - minInt32 + 1

/** The seeds from the plan's own on; after the greatest Int32 comes the least. */
const seedAt = (first: number, index: number): number =>
  ((((first - minInt32 + index) % integers) + integers) % integers) + minInt32

/**
 * Executes a plan with its own seed and those that follow it; an outcome is computed when it is asked for.
 *
 * @example
 * import { outcomesOf, type Plan } from 'exact-match-session/simulate'
 *
 * const uploads = (plan: Plan) => Array.from(outcomesOf(plan, 100), ({ outcome }) => outcome.uploadSeconds)
 */
export function* outcomesOf(plan: Plan, seeds: number): Generator<SeedOutcome, void, undefined> {
  const fair = plan.faults.length === 0 ? null : { ...plan, faults: [] }
  for (let index = 0; index < seeds; index += 1) {
    const seed = seedAt(plan.seed, index)
    yield {
      seed,
      outcome: outcomeOf(plan, seed),
      withoutFaults: fair === null ? null : outcomeOf(fair, seed),
    }
  }
}

type Phase = 'uploadSeconds' | 'processingSeconds' | 'completionSeconds'

const byPhase = (percentiles: (phase: Phase) => Percentiles): PhasePercentiles => ({
  upload: percentiles('uploadSeconds'),
  processing: percentiles('processingSeconds'),
  completion: percentiles('completionSeconds'),
})

const never = Number.POSITIVE_INFINITY

/** Exact to the microsecond, as durations are. */
const difference = (from: number, to: number): number => Math.round((from - to) * 1e6) / 1e6

/** Seeds for which the phase does not end without faults either tell nothing of what faults cost. */
const costOf = (outcomes: ReadonlyArray<SeedOutcome>, phase: Phase): Percentiles =>
  percentilesOf(
    outcomes.flatMap(({ outcome, withoutFaults }) => {
      const fair = withoutFaults?.[phase] ?? null
      return fair === null ? [] : [difference(outcome[phase] ?? never, fair)]
    }),
  )

const countStates = (outcomes: ReadonlyArray<SeedOutcome>): SweepSummary['states'] => {
  const states: Partial<Record<SessionStateWire, number>> = {}
  for (const { outcome } of outcomes) {
    for (const { state } of outcome.sessions) {
      const { wire } = sessionStates[state]
      states[wire] = (states[wire] ?? 0) + 1
    }
  }
  return states
}

/**
 * Sums up outcomes of one plan.
 *
 * @example
 * import { outcomesOf, type Plan, summarize } from 'exact-match-session/simulate'
 *
 * const median = (plan: Plan) => summarize([...outcomesOf(plan, 100)]).completion.p50.value
 */
export const summarize = (outcomes: ReadonlyArray<SeedOutcome>): SweepSummary => {
  const hasFaults = outcomes.some(({ withoutFaults }) => withoutFaults !== null)
  return {
    seeds: outcomes.length,
    states: countStates(outcomes),
    stopped: outcomes.filter(({ outcome }) => outcome.reached !== null).length,
    longest: outcomes.reduce(
      (longest, { seed, outcome }) => {
        const seconds = outcome.completionSeconds ?? never
        return seconds > longest.seconds ? { seed, seconds } : longest
      },
      { seed: outcomes[0]?.seed ?? 0, seconds: 0 },
    ),
    ...byPhase((phase) => percentilesOf(outcomes.map(({ outcome }) => outcome[phase] ?? never))),
    faultCost: hasFaults ? byPhase((phase) => costOf(outcomes, phase)) : null,
  }
}

/**
 * Executes a plan with many seeds, its own and those that follow it, and gives the 5th, 50th, 95th and 99th percentile
 * of each phase with its 95 % confidence interval, and the same of what its faults cost. With and without faults a seed
 * draws the same numbers for what both have in common, so that their difference is that of the faults.
 *
 * @example
 * import { DateTimeOffset } from 'exact-match-session/codec'
 * import { planFromRequest, sweep } from 'exact-match-session/simulate'
 * import * as E from 'fp-ts/lib/Either.js'
 * import { pipe } from 'fp-ts/lib/function.js'
 *
 * const at = DateTimeOffset.of('2026-11-24T09:00:00Z')
 * const plan = planFromRequest({ id: 'a', at, request: { totalBlockCount: 15 } })
 * const swept = pipe(plan, E.map((plan) => sweep(plan, 1000)))
 * pipe(swept, E.map(({ states }) => states)) // right({ Completed: 1000 })
 */
export const sweep = (plan: Plan, seeds: number): SweepSummary => summarize([...outcomesOf(plan, seeds)])
