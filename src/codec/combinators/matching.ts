// Texts of a form: the pattern stays readable, so that values of the codec can be generated.
import * as t from 'io-ts'

/** A codec of the texts that match a pattern; see {@link matching}. */
export interface MatchingType extends t.RefinementType<t.StringC> {
  readonly pattern: RegExp
}

/**
 * The codec of those texts that match a pattern. Its name says what was expected, and `arbitraryOf` reads the pattern.
 *
 * @example
 * import { issuesOf, matching } from 'exact-match-session/codec'
 * import * as E from 'fp-ts/lib/Either.js'
 *
 * const Salt = matching('64 digits and lower-case letters', /^[a-z0-9]{64}$/)
 * E.mapLeft(issuesOf)(Salt.decode('x')) // left([{ path: '', expected: '64 digits and lower-case letters', … }])
 */
export const matching = (name: string, pattern: RegExp): MatchingType =>
  Object.assign(
    t.refinement(t.string, (text) => pattern.test(text), name),
    { pattern },
  )
