// A discrepancy in words.
import { literal } from '../call.js'
import type { Discrepancy } from '../model/run.js'
import type { Outcome } from '../system.js'
import type { Expected, ObservedCall } from './judge.js'

const expectedText = (expected: Expected | null): string => {
  if (expected === null) return 'an outcome'
  return expected.type === 'done'
    ? `done, and the session in ${expected.state}`
    : `refused, because ${expected.reason}`
}

const actualText = (actual: Outcome): string => {
  if (actual.type === 'refused') return `refused, because ${actual.reason}`
  if (actual.type === 'failed') return `${actual.received}, when sent ${actual.sent}`
  return actual.type === 'unknown' ? `no response: ${actual.reason}` : 'done'
}

/** The outcomes of overlapping calls, none of which is wrong by itself. */
const overlappingText = (calls: ReadonlyArray<ObservedCall>): ReadonlyArray<string> =>
  calls.length === 0
    ? []
    : [
        'no order of the calls that overlapped explains all their outcomes:',
        ...calls.map(({ call, outcome }) => `          ${literal(call)}: ${actualText(outcome)}`),
        'the order that explains the most of them ends at',
      ]

/**
 * A discrepancy in a few lines: the call, the expected outcome, the actual one.
 *
 * @example
 * import { explainDiscrepancy } from 'exact-match-session/testing'
 *
 * explainDiscrepancy({
 *   call: { call: 'cancel', session: 0 },
 *   expected: { type: 'done', state: 'Cancelled' },
 *   actual: { type: 'refused', reason: 'not today' },
 *   differences: [],
 * })
 * // 'call:     { call: "cancel", session: 0 }\nexpected: done, and the session in Cancelled\nactual:   refused, because not today'
 */
export const explainDiscrepancy = ({
  call,
  expected,
  actual,
  differences,
  overlapping = [],
}: Discrepancy): string =>
  [
    ...overlappingText(overlapping),
    `call:     ${literal(call)}`,
    `expected: ${expectedText(expected)}`,
    `actual:   ${actualText(actual)}`,
    ...differences.map(({ message }) => `          ${message}`),
  ].join('\n')
