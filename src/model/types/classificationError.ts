// microsoft.graph.classificationError with its base and its inner error: why a job failed.
import * as t from 'io-ts'
import { DateTimeOffset, type FastType, fast, nullable, typeAnnotation } from '../../codec/index.js'

const InnerError = t.partial(
  {
    activityId: nullable(t.string),
    clientRequestId: nullable(t.string),
    code: nullable(t.string),
    errorDateTime: nullable(DateTimeOffset),
  },
  'ClassificationInnerError',
)

export interface ClassificationInnerError extends t.TypeOf<typeof InnerError> {}

/**
 * Whom to ask about: the ids and the time of the request that failed. `code` is in newer metadata only.
 *
 * @example
 * import { ClassificationInnerError } from 'exact-match-session/model'
 *
 * ClassificationInnerError.is({ activityId: 'a', errorDateTime: '2026-11-24T09:00:00Z' }) // true
 * ClassificationInnerError.is({ errorDateTime: 'yesterday' }) // false
 */
export const ClassificationInnerError: FastType<ClassificationInnerError> = fast(InnerError)

const ErrorBase = t.partial(
  {
    code: nullable(t.string),
    innerError: nullable(ClassificationInnerError),
    message: nullable(t.string),
    target: nullable(t.string),
  },
  'ClassifcationErrorBase',
)

export interface ClassifcationErrorBase extends t.TypeOf<typeof ErrorBase> {}

/**
 * The base of classification errors. The published name lacks an `i`, and so does this one.
 *
 * @example
 * import { ClassifcationErrorBase } from 'exact-match-session/model'
 *
 * ClassifcationErrorBase.is({ code: 'dataCorrupted', target: 'block' }) // true
 */
export const ClassifcationErrorBase: FastType<ClassifcationErrorBase> = fast(ErrorBase)

const JobError = t.intersection(
  [
    ClassifcationErrorBase,
    t.partial({
      '@odata.type': typeAnnotation('microsoft.graph.classificationError'),
      details: nullable(t.array(ClassifcationErrorBase)),
    }),
  ],
  'ClassificationError',
)

export interface ClassificationError extends t.TypeOf<typeof JobError> {}

/**
 * An error of a job, with the more particular errors that led to it.
 *
 * @example
 * import { ClassificationError } from 'exact-match-session/model'
 *
 * ClassificationError.is({ code: 'dataCorrupted', details: [{ message: 'row 17 is too short' }] }) // true
 * ClassificationError.is({ code: 7 }) // false
 */
export const ClassificationError: FastType<ClassificationError> = fast(JobError)

/**
 * Whether an error has a code or a message. The documentation's own example carries an error without either.
 *
 * @example
 * import { hasDetails } from 'exact-match-session/model'
 *
 * hasDetails({ code: 'dataCorrupted' }) // true
 * hasDetails({ '@odata.type': 'microsoft.graph.classificationError' }) // false
 */
export const hasDetails = (error: ClassificationError): boolean =>
  Boolean(error.code) || Boolean(error.message)
