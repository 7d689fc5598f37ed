// The result of a check: whether an implementation conforms, and a history that shows that it does not.
import { ExactMatchSession } from '../../model/index.js'
import { formatHistory, type History } from '../call.js'
import type { Discrepancy } from '../model/run.js'
import type { Coverage } from './coverage.js'
import { explainDiscrepancy } from './discrepancy.js'

/** A history that shows a discrepancy. */
export interface Counterexample extends Discrepancy {
  readonly history: History
  /** The history, the expected outcome and the actual one in words; the history can be pasted into a test. */
  readonly text: string
}

/** `faulty` where an outcome is wrong, `unusable` where there was none that could be judged. */
export type Verdict = 'conforms' | 'faulty' | 'unusable'

/** The result of a check. */
export interface ConformanceReport {
  readonly verdict: Verdict
  readonly seed: number
  /** The number of histories that were run, without those that made the first counterexample shorter. */
  readonly runs: number
  /** The number of calls in them. */
  readonly calls: number
  readonly coverage: Coverage
  /** The shortest history that shows the discrepancy; null where none was found. */
  readonly counterexample: Counterexample | null
}

/** The history up to the call of the discrepancy. */
const upTo = (history: History, call: Discrepancy['call']): History =>
  history.calls.includes(call) ? { calls: history.calls.slice(0, history.calls.indexOf(call) + 1) } : history

export const counterexampleOf = (history: History, discrepancy: Discrepancy): Counterexample => {
  const part = upTo(history, discrepancy.call)
  const text = `${formatHistory(part)}\n${explainDiscrepancy(discrepancy)}`
  return { ...discrepancy, history: part, text }
}

/** Outcomes that can't be judged: a failure, something other than a session, an unknown outcome of a creation. */
const isUnusable = ({ actual, call }: Discrepancy): boolean =>
  actual.type === 'failed' ||
  (actual.type === 'unknown' && call.call === 'create') ||
  (actual.type === 'done' && actual.session !== null && !ExactMatchSession.is(actual.session))

export const verdictOf = (discrepancy: Discrepancy | null): Verdict => {
  if (discrepancy === null) return 'conforms'
  return isUnusable(discrepancy) ? 'unusable' : 'faulty'
}

/** Whether the call timed out: to run it again would take as long again. */
export const isLate = ({ actual }: Discrepancy): boolean =>
  actual.type === 'unknown' || (actual.type === 'failed' && actual.late === true)
