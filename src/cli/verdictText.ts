// What a plan expected and what came of it, as a sentence.
import type { Verdict } from '../simulate/index.js'
import { durationText } from './durationText.js'

/** A verdict in one line. */
export const verdictText = (verdict: Verdict): string => {
  if (verdict.expectation === 'state') {
    const { expected, found, isMet } = verdict
    return isMet
      ? `every session is ${expected}`
      : `state ${expected} was expected; found ${found.join(', ')}`
  }
  const { expectation, expected, found, isMet, isCertain } = verdict
  const subject = expectation === 'within' ? 'completion' : expectation
  const time = found === Number.POSITIVE_INFINITY ? 'never comes' : `takes ${durationText(found)}`
  const bound = durationText(expected)
  const doubt = isCertain ? '' : '; with more seeds it may be otherwise'
  return isMet
    ? `${subject} ${time}, within ${bound}${doubt}`
    : `${subject} ${time}; ${bound} was expected${doubt}`
}
