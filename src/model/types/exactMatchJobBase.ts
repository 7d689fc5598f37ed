// microsoft.graph.exactMatchJobBase: what a session and a lookup job have in common.
import * as t from 'io-ts'
import { type FastType, fast } from '../../codec/index.js'
import { declaredBy } from './declaredBy.js'
import { Entity } from './entity.js'

const JobBase = t.intersection([Entity, declaredBy('exactMatchJobBase')], 'ExactMatchJobBase')

export interface ExactMatchJobBase extends t.TypeOf<typeof JobBase> {}

/**
 * A piece of work with its times and, where it failed, its error. Abstract: every job is a session or a lookup job.
 *
 * @example
 * import { ExactMatchJobBase } from 'exact-match-session/model'
 *
 * ExactMatchJobBase.is({ id: 'a', startDateTime: '2026-11-24T09:00:00Z' }) // true
 */
export const ExactMatchJobBase: FastType<ExactMatchJobBase> = fast(JobBase)
