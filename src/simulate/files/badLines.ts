// How many bad lines a table may have: lines whose values are more or fewer than the header's, or whose quotes don't
// match. They are left out of the upload and counted.
import type { AllowedBadLines } from '../index.js'
import { type Found, found } from './tableIssue.js'

/** Counts bad lines against what is allowed. */
export interface BadLines {
  /** Adds lines; returns the issue if that is too many already. */
  readonly add: (lines: number, issue: Found) => Found | null
  readonly count: () => number
  /** The issue if there are too many beside so many good rows. */
  readonly end: (rows: number) => Found | null
}

export const countBadLines = (allowed: AllowedBadLines): BadLines => {
  const share = typeof allowed === 'number' ? null : Number.parseFloat(allowed) / 100
  let count = 0
  let first: Found | null = null

  const tooMany = (rows: number | null): Found | null => {
    if (first === null || first.line === null || allowed === 0) return first
    const counted =
      rows === null
        ? `more than ${allowed} bad lines`
        : `${count} bad ${count === 1 ? 'line' : 'lines'} in ${rows + count}`
    return found('badLines', first.line, `${counted}, ${allowed} are allowed; the first: ${first.message}`)
  }
  return {
    add: (lines, issue) => {
      count += lines
      first ??= issue
      return typeof allowed === 'number' && count > allowed ? tooMany(null) : null
    },
    count: () => count,
    end: (rows) => (share !== null && count > share * (rows + count) ? tooMany(rows) : null),
  }
}
