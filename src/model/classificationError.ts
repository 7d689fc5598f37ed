// microsoft.graph.classificationError with its base and its inner error: why a job failed.
import * as t from 'io-ts'
import { DateTimeOffset, lean, nullable, odataType } from '../codec/index.js'

/**
 * Whom to ask about: the ids and the time of the request that failed. `code` is in newer metadata only.
 *
 * @example
 * import { ClassificationInnerError } from 'exact-match-session/model'
 *
 * ClassificationInnerError.is({ activityId: 'a', errorDateTime: '2026-11-24T09:00:00Z' }) // true
 * ClassificationInnerError.is({ errorDateTime: 'yesterday' }) // false
 */
export const ClassificationInnerError = lean(
  t.partial(
    {
      activityId: nullable(t.string),
      clientRequestId: nullable(t.string),
      code: nullable(t.string),
      errorDateTime: nullable(DateTimeOffset),
    },
    'ClassificationInnerError',
  ),
)
export interface ClassificationInnerError extends t.TypeOf<typeof ClassificationInnerError> {}

/**
 * What every classification error says. The name lacks an `i` where it is published, and so here.
 *
 * @example
 * import { ClassifcationErrorBase } from 'exact-match-session/model'
 *
 * ClassifcationErrorBase.is({ code: 'dataCorrupted', target: 'block' }) // true
 */
export const ClassifcationErrorBase = lean(
  t.partial(
    {
      code: nullable(t.string),
      innerError: nullable(ClassificationInnerError),
      message: nullable(t.string),
      target: nullable(t.string),
    },
    'ClassifcationErrorBase',
  ),
)
export interface ClassifcationErrorBase extends t.TypeOf<typeof ClassifcationErrorBase> {}

/**
 * An error of a job, with the more particular errors that led to it.
 *
 * @example
 * import { ClassificationError } from 'exact-match-session/model'
 *
 * ClassificationError.is({ code: 'dataCorrupted', details: [{ message: 'row 17 is too short' }] }) // true
 * ClassificationError.is({ code: 7 }) // false
 */
export const ClassificationError = lean(
  t.intersection(
    [
      ClassifcationErrorBase,
      t.partial({
        '@odata.type': odataType('microsoft.graph.classificationError'),
        details: nullable(t.array(ClassifcationErrorBase)),
      }),
    ],
    'ClassificationError',
  ),
)
export interface ClassificationError extends t.TypeOf<typeof ClassificationError> {}

/**
 * Whether an error says something: a code or a message. The documentation's own example carries an empty one.
 *
 * @example
 * import { saysSomething } from 'exact-match-session/model'
 *
 * saysSomething({ code: 'dataCorrupted' }) // true
 * saysSomething({ '@odata.type': 'microsoft.graph.classificationError' }) // false
 */
export const saysSomething = (error: ClassificationError): boolean =>
  Boolean(error.code) || Boolean(error.message)
