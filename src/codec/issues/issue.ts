// io-ts errors for people: a pointer, the expected type, the actual value, a sentence.
import type * as t from 'io-ts'
import { rawIssuesOf } from './issueTree.js'

/** An invalid place in a value. */
export interface Issue {
  /** JSON pointer (RFC 6901) to the value; empty for the value as a whole. */
  readonly path: string
  /** The names of the types that would have been valid, `Int32 or null`. */
  readonly expected: string
  /** The value as a short text; long strings are cut, objects and arrays only named, secrets left out. */
  readonly actual: string
  /** A sentence that says all of it. */
  readonly message: string
}

/** How issues are worded. */
export interface IssueOptions {
  /** Whether the value at this pointer is a secret, of which an issue shows nothing. By default none is. */
  readonly isSecret?: (path: string) => boolean
}

const maxLength = 48

/** Does not recurse, so cycles, getters and large values are safe. */
const preview = (value: unknown): string => {
  if (typeof value === 'string') {
    return value.length <= maxLength
      ? JSON.stringify(value)
      : `a string of ${value.length} characters that starts with ${JSON.stringify(value.slice(0, 16))}`
  }
  if (value === undefined) return 'nothing'
  if (typeof value === 'bigint') return 'a BigInt'
  if (typeof value === 'symbol' || typeof value === 'function') return `a ${typeof value}`
  if (typeof value !== 'object' || value === null) return String(value)
  try {
    return Array.isArray(value) ? `an array of ${value.length}` : 'an object'
  } catch {
    return 'an object that cannot be read'
  }
}

const sentence = (path: string, expected: string, actual: string, missing: boolean): string => {
  const subject = path === '' ? 'the value' : path
  return missing
    ? `${subject} is missing; expected ${expected}`
    : `${subject} is ${actual}; expected ${expected}`
}

/**
 * The issues in io-ts errors: one for each place that is invalid, in the order of the errors. The options of a union
 * are one issue; where a value fits one of them but for something deeper, only the deeper issue is reported. A value
 * that fits no part of an intersection is one issue, by the name of the intersection.
 *
 * @example
 * import * as E from 'fp-ts/lib/Either.js'
 * import * as t from 'io-ts'
 * import { Int32, issuesOf } from 'exact-match-session/codec'
 *
 * const Block = t.type({ rows: Int32 })
 * E.mapLeft(issuesOf)(Block.decode({ rows: 1.5 }))
 * // left([{ path: '/rows', expected: 'Int32', actual: '1.5', message: '/rows is 1.5; expected Int32' }])
 */
export const issuesOf = (errors: t.Errors, options?: IssueOptions): ReadonlyArray<Issue> => {
  const isSecret = options?.isSecret ?? (() => false)
  return rawIssuesOf(errors).map(({ path, expected, value, message }) => {
    const actual = isSecret(path) ? 'a secret' : preview(value)
    return {
      path,
      expected,
      actual,
      message: message ?? sentence(path, expected, actual, value === undefined),
    }
  })
}
