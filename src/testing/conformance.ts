// Checks an implementation against the model: histories call by call, then histories of several clients at once; and
// tells the shortest history that shows a fault.
import * as fc from 'fast-check'
import { andThen, type Patience, type Timer } from './ask.js'
import { type History, historyText } from './call.js'
import { callHistory, callsFor, overlappingHistory } from './callArbitrary.js'
import { type Coverage, freshTracks, type Tracks } from './coverage.js'
import { isNoSession } from './difference.js'
import { explained } from './finding.js'
import { type Finding, sessionModel } from './model.js'
import { run } from './run.js'
import type { SessionSystem } from './system.js'

/** How an implementation is checked. */
export interface ConformanceOptions {
  /** An integer; the same seed makes the same histories. 1 by default. */
  readonly seed?: number
  /** How many histories are run; 1,000 by default. Half of them with several clients at once, if answers come later. */
  readonly numRuns?: number
  /** How many clients call at once, 4 by default; with 1, none do. */
  readonly concurrency?: number
  /** How many milliseconds one call may take; 10,000 by default. */
  readonly timeLimit?: number
  /** What measures the time limit; the platform's own timer by default. */
  readonly timer?: Timer
  /** Called after every run, for whoever watches. */
  readonly onRun?: (runs: number) => void
}

/** A history that shows a fault. */
export interface Counterexample extends Finding {
  readonly history: History
  /** The history, what was expected and what came back, in words; the history can be pasted into a test. */
  readonly text: string
}

/** What a check found. */
export interface ConformanceReport {
  /** `faulty` where an answer is wrong, `unusable` where there was no answer that could be judged. */
  readonly verdict: 'conforms' | 'faulty' | 'unusable'
  readonly seed: number
  /** How many histories were run, before the first that showed a fault was made shorter. */
  readonly runs: number
  /** How many calls were made in them. */
  readonly calls: number
  readonly coverage: Coverage
  /** The shortest history that shows the fault; null where none was found. */
  readonly counterexample: Counterexample | null
}

const textOf = (history: History, finding: Finding): string =>
  `${historyText(history)}\n${explained(finding)}`

const counterexampleOf = (history: History, finding: Finding): Counterexample => ({
  ...finding,
  history,
  text: textOf(history, finding),
})

/** An answer that is none, or tells of no session, can't be judged; nor can anything after a creation that got lost. */
const isUnusable = ({ actual, call }: Finding): boolean =>
  actual.answer === 'failed' ||
  (actual.answer === 'unknown' && call.call === 'create') ||
  (actual.answer === 'done' && actual.session !== null && isNoSession(actual.session))

/** Whether finding it took all the time there was: to find it again would, too. */
const isLate = ({ actual }: Finding): boolean =>
  actual.answer === 'unknown' || (actual.answer === 'failed' && actual.late === true)

/** An implementation, or what makes a new one for every run, so that no run meets what another left behind. */
export type Systems = SessionSystem | (() => SessionSystem)

const systemOf = (systems: Systems): SessionSystem => (typeof systems === 'function' ? systems() : systems)

/** What one check gathers, and shares with all its runs. */
interface Inquiry {
  readonly systems: Systems
  readonly tracks: Tracks
  readonly patience: Partial<Patience>
  readonly onRun: (runs: number) => void
  runs: number
  calls: number
  found: Counterexample | null
  /** Whether an answer has ever come later: where all come at once, nothing overlaps. */
  waited: boolean
}

/** Runs a history; false where it shows a fault. After a call that hung, no other is tried: it would hang again. */
const holds = (inquiry: Inquiry, history: History): boolean | Promise<boolean> => {
  const { systems, tracks, patience, found } = inquiry
  if (found !== null && isLate(found)) return true
  const model = sessionModel(patience, tracks)
  const outcome = run(model, systemOf(systems), history)
  if (outcome instanceof Promise) inquiry.waited = true
  return andThen(outcome, (finding) => {
    if (inquiry.found === null) {
      inquiry.runs += 1
      inquiry.calls += model.calls.length
      inquiry.onRun(inquiry.runs)
    }
    if (finding === null) return true
    inquiry.found = counterexampleOf(finished(history, finding), finding)
    return false
  })
}

/** The history up to the call at which something was found. */
const finished = (history: History, { call }: Finding): History =>
  history.calls.includes(call) ? { calls: history.calls.slice(0, history.calls.indexOf(call) + 1) } : history

const explore = (
  inquiry: Inquiry,
  histories: fc.Arbitrary<History>,
  { seed, numRuns }: Required<Pick<ConformanceOptions, 'seed' | 'numRuns'>>,
): Promise<unknown> =>
  Promise.resolve(
    fc.check(
      fc.asyncProperty(histories, async (history) => holds(inquiry, history)),
      { seed, numRuns },
    ),
  )

/**
 * Checks an implementation: runs histories that the seed makes, judges each answer by the model, and tells the
 * shortest history that shows a fault. Never rejects and never hangs: a call that takes longer than `timeLimit` is a
 * finding, too.
 *
 * @example
 * import { checkConformance, type SessionSystem } from 'exact-match-session/testing'
 *
 * const conforms = async (system: SessionSystem) => {
 *   const { verdict, counterexample } = await checkConformance(system, { seed: 7 })
 *   return verdict === 'conforms' ? 'it conforms' : counterexample?.text
 * }
 */
export const checkConformance = async (
  systems: Systems,
  {
    seed = 1,
    numRuns = 1000,
    concurrency = 4,
    timeLimit,
    timer,
    onRun = () => undefined,
  }: ConformanceOptions = {},
): Promise<ConformanceReport> => {
  const patience = {
    ...(timeLimit === undefined ? {} : { timeLimit }),
    ...(timer === undefined ? {} : { timer }),
  }
  const inquiry: Inquiry = {
    systems,
    tracks: freshTracks(),
    patience,
    onRun,
    runs: 0,
    calls: 0,
    found: null,
    waited: false,
  }
  const system = systemOf(systems)
  const constraints = callsFor(system)
  const half = Math.ceil(numRuns / 2)
  await explore(inquiry, callHistory(constraints), { seed, numRuns: half })
  if (inquiry.found === null && half < numRuns) {
    const atOnce = inquiry.waited && concurrency > 1
    await explore(
      inquiry,
      atOnce ? overlappingHistory({ ...constraints, clients: concurrency }) : callHistory(constraints),
      { seed: seed + 1, numRuns: numRuns - half },
    )
  }
  const { found, runs, calls, tracks } = inquiry
  return {
    verdict: found === null ? 'conforms' : isUnusable(found) ? 'unusable' : 'faulty',
    seed,
    runs,
    calls,
    coverage: tracks.coverage(system),
    counterexample: found,
  }
}

/**
 * Runs one history, as a report prints it; gives what is wrong, or null.
 *
 * @example
 * import { checkHistory, type SessionSystem } from 'exact-match-session/testing'
 *
 * const startsAtOnce = (system: SessionSystem) =>
 *   checkHistory(system, {
 *     calls: [
 *       { call: 'create', request: { totalBlockCount: 0 } },
 *       { call: 'start', session: 0 },
 *     ],
 *   })
 */
export const checkHistory = async (
  system: SessionSystem,
  history: History,
  patience: Partial<Patience> = {},
): Promise<Counterexample | null> => {
  const finding = await run(sessionModel(patience), system, history)
  return finding === null ? null : counterexampleOf(history, finding)
}
