// How a table is written and how strictly it is read, as codecs whose names read well in an issue.
import * as t from 'io-ts'
import { matching } from '../../../codec/index.js'

/**
 * What separates the values of a row: one ASCII character that is no letter, digit, quote or end of line.
 *
 * @example
 * import { Delimiter } from 'exact-match-session/simulate'
 *
 * Delimiter.is(';') // true
 * Delimiter.is('::') // false
 */
export const Delimiter = matching('one ASCII character, such as ";"', /^[\t !#-/:-@[-`{-~]$/)

/**
 * How many bad lines are left out of an upload: a number of lines, or a share of all, such as `5%`. A line is bad if it
 * has more or fewer values than the header, or if its quotes don't match.
 *
 * @example
 * import { AllowedBadLines } from 'exact-match-session/simulate'
 *
 * AllowedBadLines.is('5%') // true
 * AllowedBadLines.is(-1) // false
 */
export const AllowedBadLines = t.union(
  [
    t.refinement(t.number, (lines) => Number.isInteger(lines) && lines >= 0),
    matching('a share', /^(?:\d{1,2}(?:\.\d{1,9})?|100)%$/),
  ],
  'a number of lines, or a share such as "5%"',
)
export type AllowedBadLines = t.TypeOf<typeof AllowedBadLines>
