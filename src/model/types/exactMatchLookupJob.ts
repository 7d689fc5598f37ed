// microsoft.graph.exactMatchLookupJob: the session's sibling, a search for rows that match.
import * as t from 'io-ts'
import { type FastType, fast, nullable, typeAnnotation } from '../../codec/index.js'
import { Entity } from './entity.js'
import { ExactMatchJobBase } from './exactMatchJobBase.js'

const ResultRow = t.intersection([Entity, t.partial({ row: nullable(t.string) })], 'LookupResultRow')

export interface LookupResultRow extends t.TypeOf<typeof ResultRow> {}

/**
 * A row that a lookup found.
 *
 * @example
 * import { LookupResultRow } from 'exact-match-session/model'
 *
 * LookupResultRow.is({ id: '17', row: 'P100000,Evans' }) // true
 */
export const LookupResultRow: FastType<LookupResultRow> = fast(ResultRow)

const LookupJob = t.intersection(
  [
    ExactMatchJobBase,
    t.partial({
      '@odata.type': typeAnnotation('microsoft.graph.exactMatchLookupJob'),
      state: nullable(t.string),
      matchingRows: nullable(t.array(LookupResultRow)),
    }),
  ],
  'ExactMatchLookupJob',
)

export interface ExactMatchLookupJob extends t.TypeOf<typeof LookupJob> {}

/**
 * A lookup in a data store.
 *
 * @example
 * import { ExactMatchLookupJob } from 'exact-match-session/model'
 *
 * ExactMatchLookupJob.is({ id: 'a', state: 'Completed', matchingRows: [{ id: '17' }] }) // true
 */
export const ExactMatchLookupJob: FastType<ExactMatchLookupJob> = fast(LookupJob)
