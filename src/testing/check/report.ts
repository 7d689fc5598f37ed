// What a check tells: whether an implementation conforms, and the history that shows that it does not.
import { type History, historyText } from '../call.js'
import type { Coverage } from './coverage.js'
import { isNoSession } from './difference.js'
import { explained } from './finding.js'
import type { Finding } from './model.js'

/** A history that shows a fault. */
export interface Counterexample extends Finding {
  readonly history: History
  /** The history, what was expected and what came back, in words; the history can be pasted into a test. */
  readonly text: string
}

/** `faulty` where an answer is wrong, `unusable` where there was no answer that could be judged. */
export type Verdict = 'conforms' | 'faulty' | 'unusable'

/** What a check found. */
export interface ConformanceReport {
  readonly verdict: Verdict
  readonly seed: number
  /** How many histories were run, before the first that showed a fault was made shorter. */
  readonly runs: number
  /** How many calls were made in them. */
  readonly calls: number
  readonly coverage: Coverage
  /** The shortest history that shows the fault; null where none was found. */
  readonly counterexample: Counterexample | null
}

/** The history up to the call at which something was found. */
const upTo = (history: History, call: Finding['call']): History =>
  history.calls.includes(call) ? { calls: history.calls.slice(0, history.calls.indexOf(call) + 1) } : history

/** What was found, with the part of the history that it took. */
export const counterexampleOf = (history: History, finding: Finding): Counterexample => {
  const part = upTo(history, finding.call)
  return { ...finding, history: part, text: `${historyText(part)}\n${explained(finding)}` }
}

/** An answer that is none, or tells of no session, can't be judged; nor can anything after a creation that got lost. */
const isUnusable = ({ actual, call }: Finding): boolean =>
  actual.answer === 'failed' ||
  (actual.answer === 'unknown' && call.call === 'create') ||
  (actual.answer === 'done' && actual.session !== null && isNoSession(actual.session))

/** What a finding says of the implementation. */
export const verdictOf = (finding: Finding | null): Verdict => {
  if (finding === null) return 'conforms'
  return isUnusable(finding) ? 'unusable' : 'faulty'
}

/** Whether finding it took all the time there was: to find it again would, too. */
export const isLate = ({ actual }: Finding): boolean =>
  actual.answer === 'unknown' || (actual.answer === 'failed' && actual.late === true)
