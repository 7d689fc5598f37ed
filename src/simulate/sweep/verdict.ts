// Whether what came of a plan is what it expects.
import { type SessionStateWire, sessionStates } from '../../model/index.js'
import type { Outcome } from '../outcome.js'
import { secondsOf } from '../plan/duration.js'
import { type BoundName, boundNames, type Expectations } from '../plan/expectations.js'
import type { SweepSummary } from './sweep.js'

/** Whether sessions ended in the expected state. */
export interface StateVerdict {
  readonly expectation: 'state'
  readonly expected: SessionStateWire
  /** The states in which they are. */
  readonly found: ReadonlyArray<SessionStateWire>
  readonly isMet: boolean
}

/** Whether a time of completion is within its bound. */
export interface BoundVerdict {
  readonly expectation: BoundName
  /** In seconds. */
  readonly expected: number
  /** In seconds; Infinity for a completion that never comes. */
  readonly found: number
  readonly isMet: boolean
  /** Whether the confidence interval is on the same side of the bound as the value. */
  readonly isCertain: boolean
}

/** Whether an expectation is met. */
export type Verdict = StateVerdict | BoundVerdict

const stateVerdict = (
  { state: expected }: Expectations,
  found: ReadonlyArray<SessionStateWire>,
): ReadonlyArray<Verdict> =>
  expected === undefined
    ? []
    : [{ expectation: 'state', expected, found, isMet: found.every((state) => state === expected) }]

/**
 * Whether one simulation is what its plan expects: the states, and the time `within` which all sessions complete.
 *
 * @example
 * import { outcomeOf, type Plan, verdictsOfOutcome } from 'exact-match-session/simulate'
 *
 * const isAsExpected = ({ expect = {}, ...plan }: Plan) =>
 *   verdictsOfOutcome(expect, outcomeOf(plan)).every(({ isMet }) => isMet)
 */
export const verdictsOfOutcome = (
  expectations: Expectations,
  { sessions, completionSeconds }: Outcome,
): ReadonlyArray<Verdict> => {
  const { within } = expectations
  const states = [...new Set(sessions.map(({ state }) => sessionStates[state].wire))]
  const found = completionSeconds ?? Number.POSITIVE_INFINITY
  const expected = within === undefined ? null : secondsOf(within)
  return [
    ...stateVerdict(expectations, states),
    ...(expected === null
      ? []
      : [{ expectation: 'within' as const, expected, found, isMet: found <= expected, isCertain: true }]),
  ]
}

/**
 * Whether many simulations are what their plan expects: all of them for `state` and `within`, a part of them for each
 * percentile.
 *
 * @example
 * import { type Plan, sweep, verdictsOfSweep } from 'exact-match-session/simulate'
 *
 * const isAsExpected = ({ expect = {}, ...plan }: Plan) =>
 *   verdictsOfSweep(expect, sweep(plan, 1000)).every(({ isMet }) => isMet)
 */
export const verdictsOfSweep = (
  expectations: Expectations,
  { states, longest, completion }: SweepSummary,
): ReadonlyArray<Verdict> => [
  // Object.keys is typed for objects that may have more keys; a summary has states only.
  ...stateVerdict(expectations, Object.keys(states) as ReadonlyArray<SessionStateWire>),
  ...boundNames.flatMap((expectation): ReadonlyArray<Verdict> => {
    const bound = expectations[expectation]
    if (bound === undefined) return []
    const expected = secondsOf(bound)
    const { value, from, to } =
      expectation === 'within'
        ? { value: longest.seconds, from: longest.seconds, to: longest.seconds }
        : completion[expectation]
    const isMet = value <= expected
    return [
      { expectation, expected, found: value, isMet, isCertain: isMet ? to <= expected : from > expected },
    ]
  }),
]
