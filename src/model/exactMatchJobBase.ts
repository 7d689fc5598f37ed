// microsoft.graph.exactMatchJobBase: what a session and a lookup job have in common.
import * as t from 'io-ts'
import { DateTimeOffset, lean, nullable } from '../codec/index.js'
import { ClassificationError } from './classificationError.js'
import { Entity } from './entity.js'

/**
 * A piece of work with its times and, where it failed, its error. Abstract: nothing is only a job base.
 *
 * @example
 * import { ExactMatchJobBase } from 'exact-match-session/model'
 *
 * ExactMatchJobBase.is({ id: 'a', startDateTime: '2026-11-24T09:00:00Z' }) // true
 */
export const ExactMatchJobBase = lean(
  t.intersection(
    [
      Entity,
      t.partial({
        creationDateTime: nullable(DateTimeOffset),
        startDateTime: nullable(DateTimeOffset),
        lastUpdatedDateTime: nullable(DateTimeOffset),
        completionDateTime: nullable(DateTimeOffset),
        error: nullable(ClassificationError),
      }),
    ],
    'ExactMatchJobBase',
  ),
)
export interface ExactMatchJobBase extends t.TypeOf<typeof ExactMatchJobBase> {}
