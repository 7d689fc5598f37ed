// Checks an implementation against the model: histories call by call, then histories of several clients at once; and
// tells the shortest history that shows a fault.
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { callsFor } from '../arbitrary/callArbitrary.js'
import { callHistory, overlappingHistory } from '../arbitrary/historyArbitrary.js'
import { andThen, type Patience, type Timer } from '../ask.js'
import type { History } from '../call.js'
import type { Answer, SessionSystem } from '../system.js'
import { freshTracks, type Tracks } from './coverage.js'
import { sessionModel } from './model.js'
import { type ConformanceReport, type Counterexample, counterexampleOf, isLate, verdictOf } from './report.js'
import { run } from './run.js'

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

/** An implementation, or what makes a new one for every run, so that no run meets what another left behind. */
export type Systems = SessionSystem | (() => SessionSystem)

/** A system that could not be made answers every call with why. */
const unmade = (error: unknown): SessionSystem => {
  const answer = (): Answer => ({
    answer: 'failed',
    sent: 'a call to the function that makes the system',
    received: `it threw ${error instanceof Error ? error.message : String(error)}`,
  })
  return { create: answer, uploadBlock: answer, commit: answer, cancel: answer, renew: answer, get: answer }
}

const systemOf = (systems: Systems): SessionSystem =>
  typeof systems === 'function' ? E.getOrElse(unmade)(E.tryCatch(systems, (error) => error)) : systems

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
    // A history made shorter may show another fault; not one of another kind, though.
    if (finding === null || (found !== null && verdictOf(found) !== verdictOf(finding))) return true
    inquiry.found = counterexampleOf(history, finding)
    return false
  })
}

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
      { seed: (seed + 1) | 0, numRuns: numRuns - half },
    )
  }
  const { found, runs, calls, tracks } = inquiry
  return {
    verdict: verdictOf(found),
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
