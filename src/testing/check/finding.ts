// What is wrong with an answer, in words.
import { literal } from '../call.js'
import type { Answer } from '../system.js'
import type { Exchange, Expected } from './judge.js'
import type { Finding } from './model.js'

const expectedText = (expected: Expected | null): string => {
  if (expected === null) return 'an answer'
  return expected.answer === 'done'
    ? `done, and the session in ${expected.state}`
    : `refused, because ${expected.reason}`
}

const actualText = (actual: Answer): string => {
  if (actual.answer === 'refused') return `refused, because ${actual.reason}`
  if (actual.answer === 'failed') return `${actual.received}, when sent ${actual.sent}`
  return actual.answer === 'unknown' ? `no answer: ${actual.reason}` : 'done'
}

/** The answers of clients that called at once, none of which is wrong by itself. */
const togetherText = (together: ReadonlyArray<Exchange>): ReadonlyArray<string> =>
  together.length === 0
    ? []
    : [
        'no order of the calls that overlapped explains all their answers:',
        ...together.map(({ call, answer }) => `          ${literal(call)}: ${actualText(answer)}`),
        'the order that explains the most of them ends at',
      ]

/**
 * A finding in a few lines: the call, what was expected, what came back.
 *
 * @example
 * import { explained } from 'exact-match-session/testing'
 *
 * explained({
 *   call: { call: 'cancel', session: 0 },
 *   expected: { answer: 'done', state: 'Cancelled' },
 *   actual: { answer: 'refused', reason: 'not today' },
 *   differences: [],
 * })
 */
export const explained = ({ call, expected, actual, differences, together = [] }: Finding): string =>
  [
    ...togetherText(together),
    `call:     ${literal(call)}`,
    `expected: ${expectedText(expected)}`,
    `actual:   ${actualText(actual)}`,
    ...differences.map(({ message }) => `          ${message}`),
  ].join('\n')
