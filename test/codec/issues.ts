// The issues of a value; none where it decodes.
import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { type Issue, type IssueOptions, issuesOf } from '../../src/codec/index.js'

export const issues = (codec: t.Mixed, value: unknown, options?: IssueOptions): ReadonlyArray<Issue> =>
  E.match(
    (errors: t.Errors): ReadonlyArray<Issue> => issuesOf(errors, options),
    () => [],
  )(codec.decode(value))
