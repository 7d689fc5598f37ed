// A value, unless it has issues.
import * as E from 'fp-ts/lib/Either.js'
import { isNonEmpty } from 'fp-ts/lib/ReadonlyArray.js'
import { type Invalid, invalid, type PropertyIssue } from './serviceError.js'

/** Passes a value on where there are no issues; left: all of them. */
export const validate =
  (issues: ReadonlyArray<PropertyIssue>) =>
  <A>(value: A): E.Either<Invalid, A> =>
    isNonEmpty(issues) ? E.left(invalid(issues)) : E.right(value)
