// A codec for the libraries that accept any validator by its Standard Schema interface, version 1.
import type { StandardSchemaV1 } from '@standard-schema/spec'
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
    validate: (value) => {
      const result = codec.decode(value)
      if (result._tag === 'Right') return { value: result.right }
      const issues = issuesOf(result.left, options)
      return { issues: issues.map(({ path, message }) => ({ path: parsePointer(path), message })) }
    },
  },
})
