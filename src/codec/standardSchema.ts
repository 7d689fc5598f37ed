// A codec for the libraries that accept any validator by its Standard Schema interface, version 1.
import type { StandardSchemaV1 } from '@standard-schema/spec'
import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { type IssueOptions, issuesOf } from './issue.js'
import { parsePointer } from './pointer.js'

/**
 * The codec as a Standard Schema: the decoded value, or the issues of {@link issuesOf}, each with its path. A codec
 * decodes any input, so the input type is unknown.
 *
 * @example
 * import { Int32, toStandardSchema } from 'exact-match-session/codec'
 *
 * toStandardSchema(Int32)['~standard'].validate(1.5)
 * // { issues: [{ path: [], message: 'the value is 1.5; expected Int32' }] }
 */
export const toStandardSchema = <A, O>(
  codec: t.Type<A, O>,
  options?: IssueOptions,
): StandardSchemaV1<unknown, A> => ({
  '~standard': {
    version: 1,
    vendor: 'exact-match-session',
    validate: (value) =>
      E.match(
        (errors: t.Errors): StandardSchemaV1.Result<A> => ({
          issues: issuesOf(errors, options).map(({ path, message }) => ({
            path: parsePointer(path),
            message,
          })),
        }),
        (value: A) => ({ value }),
      )(codec.decode(value)),
  },
})
