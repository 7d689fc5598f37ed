// Checks an implementation against the model: histories call by call, then histories of several clients; reports the
// shortest history that shows a discrepancy.
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { constraintsFor } from '../arbitrary/callArbitrary.js'
import { callHistory, overlappingHistory } from '../arbitrary/historyArbitrary.js'
import { andThen, type TimeoutOptions, type Timer } from '../ask.js'
import type { History } from '../call.js'
import { sessionModel } from '../model/run.js'
import type { Awaitable, Outcome, SessionSystem } from '../system.js'
import { type CoverageRecorder, coverageRecorder } from './coverage.js'
import { type ConformanceReport, type Counterexample, counterexampleOf, isLate, verdictOf } from './report.js'
import { runHistory } from './runHistory.js'

/** How an implementation is checked. */
export interface ConformanceOptions {
  /** An integer, 1 by default; the same seed gives the same histories. */
  readonly seed?: number
  /** The number of histories, 1,000 by default. Half of them have several clients if the system is asynchronous. */
  readonly numRuns?: number
  /** The number of clients that call concurrently, 4 by default; with 1, none do. */
  readonly concurrency?: number
  /** The time limit of one call in milliseconds, 10,000 by default. */
  readonly timeLimit?: number
  /** Measures the time limit; by default {@link platformTimer}. */
  readonly timer?: Timer
  /** Called after every run with the number of runs so far. */
  readonly onRun?: (runs: number) => void
}

/** An implementation, or a function that creates a new one for every run, so that runs don't share sessions. */
export type SystemOrFactory = SessionSystem | (() => SessionSystem)

/** A system whose every call reports why it could not be created. */
const failingSystem = (error: unknown): SessionSystem => {
  const fail = (): Outcome => ({
    type: 'failed',
    sent: 'a call to the function that makes the system',
    received: `it threw ${error instanceof Error ? error.message : String(error)}`,
  })
  return { create: fail, uploadBlock: fail, commit: fail, cancel: fail, renew: fail, get: fail }
}

const systemOf = (system: SystemOrFactory): SessionSystem =>
  typeof system === 'function' ? E.getOrElse(failingSystem)(E.tryCatch(system, (error) => error)) : system

/** What the runs of one check share. */
interface Check {
  readonly system: SystemOrFactory
  readonly coverage: CoverageRecorder
  readonly timeout: Partial<TimeoutOptions>
  readonly onRun: (runs: number) => void
  runs: number
  calls: number
  found: Counterexample | null
  /** Whether any outcome was asynchronous; calls of a synchronous system can't overlap. */
  isAsynchronous: boolean
}

/** Whether a history shows no discrepancy. After a timeout it runs no other history, which would time out again. */
const holds = (check: Check, history: History): Awaitable<boolean> => {
  const { system, coverage, timeout, found } = check
  if (found !== null && isLate(found)) return true
  const model = sessionModel(timeout, coverage)
  const result = runHistory(model, systemOf(system), history)
  if (result instanceof Promise) check.isAsynchronous = true
  return andThen(result, (discrepancy) => {
    if (check.found === null) {
      check.runs += 1
      check.calls += model.calls.length
      check.onRun(check.runs)
    }
    // A shorter history may show another discrepancy, but not one with another verdict.
    if (discrepancy === null || (found !== null && verdictOf(found) !== verdictOf(discrepancy))) return true
    check.found = counterexampleOf(history, discrepancy)
    return false
  })
}

const explore = (
  check: Check,
  histories: fc.Arbitrary<History>,
  { seed, numRuns }: Required<Pick<ConformanceOptions, 'seed' | 'numRuns'>>,
): Promise<unknown> =>
  Promise.resolve(
    fc.check(
      fc.asyncProperty(histories, async (history) => holds(check, history)),
      { seed, numRuns },
    ),
  )

/**
 * Checks an implementation: runs generated histories, judges each outcome by the model, and reports the shortest history
 * that shows a discrepancy. Never rejects and never hangs: a call that exceeds `timeLimit` is a discrepancy, too.
 *
 * @example
 * import { checkConformance, refused, type SessionSystem } from 'exact-match-session/testing'
 *
 * const refuse = () => refused('out of order')
 * const system: SessionSystem = {
 *   create: refuse,
 *   uploadBlock: refuse,
 *   commit: refuse,
 *   cancel: refuse,
 *   renew: refuse,
 *   get: refuse,
 * }
 * const { verdict, counterexample } = await checkConformance(system, { seed: 7 })
 * verdict // 'faulty'
 * counterexample?.history.calls.length // 1
 */
export const checkConformance = async (
  system: SystemOrFactory,
  {
    seed = 1,
    numRuns = 1000,
    concurrency = 4,
    timeLimit,
    timer,
    onRun = () => undefined,
  }: ConformanceOptions = {},
): Promise<ConformanceReport> => {
  const timeout = {
    ...(timeLimit === undefined ? {} : { timeLimit }),
    ...(timer === undefined ? {} : { timer }),
  }
  const check: Check = {
    system,
    coverage: coverageRecorder(),
    timeout,
    onRun,
    runs: 0,
    calls: 0,
    found: null,
    isAsynchronous: false,
  }
  const first = systemOf(system)
  const constraints = constraintsFor(first)
  const half = Math.ceil(numRuns / 2)
  await explore(check, callHistory(constraints), { seed, numRuns: half })
  if (check.found === null && half < numRuns) {
    const histories =
      check.isAsynchronous && concurrency > 1
        ? overlappingHistory({ ...constraints, clients: concurrency })
        : callHistory(constraints)
    await explore(check, histories, { seed: (seed + 1) | 0, numRuns: numRuns - half })
  }
  const { found, runs, calls, coverage } = check
  return {
    verdict: verdictOf(found),
    seed,
    runs,
    calls,
    coverage: coverage.coverage(first),
    counterexample: found,
  }
}

/**
 * Runs one history, as a report prints it; gives the discrepancy, or null.
 *
 * @example
 * import { checkHistory, refused, type SessionSystem } from 'exact-match-session/testing'
 *
 * const refuse = () => refused('out of order')
 * const system: SessionSystem = {
 *   create: refuse,
 *   uploadBlock: refuse,
 *   commit: refuse,
 *   cancel: refuse,
 *   renew: refuse,
 *   get: refuse,
 * }
 * const found = await checkHistory(system, { calls: [{ call: 'create', request: { totalBlockCount: 0 } }] })
 * found?.actual // { type: 'refused', reason: 'out of order' }
 */
export const checkHistory = async (
  system: SessionSystem,
  history: History,
  timeout: Partial<TimeoutOptions> = {},
): Promise<Counterexample | null> => {
  const discrepancy = await runHistory(sessionModel(timeout), system, history)
  return discrepancy === null ? null : counterexampleOf(history, discrepancy)
}
