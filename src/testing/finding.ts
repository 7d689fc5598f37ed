// What is wrong with an answer, in words.
import { literal } from './call.js'
import type { Expected } from './judge.js'
import type { Finding } from './model.js'
import type { Answer } from './system.js'

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

/** A finding in a few lines: the call, what was expected, what came back. */
export const explained = ({ call, expected, actual, differences }: Finding): string =>
  [
    `call:     ${literal(call)}`,
    `expected: ${expectedText(expected)}`,
    `actual:   ${actualText(actual)}`,
    ...differences.map(({ message }) => `          ${message}`),
  ].join('\n')
