// microsoft.graph.exactMatchLookupJob: the session's sibling, a search for rows that match.
import * as t from 'io-ts'
import { lean, nullable, odataType } from '../codec/index.js'
import { Entity } from './entity.js'
import { ExactMatchJobBase } from './exactMatchJobBase.js'

/**
 * A row that a lookup found.
 *
 * @example
 * import { LookupResultRow } from 'exact-match-session/model'
 *
 * LookupResultRow.is({ id: '17', row: 'P100000,Evans' }) // true
 */
export const LookupResultRow = lean(
  t.intersection([Entity, t.partial({ row: nullable(t.string) })], 'LookupResultRow'),
)
export interface LookupResultRow extends t.TypeOf<typeof LookupResultRow> {}

/**
 * A lookup in a data store.
 *
 * @example
 * import { ExactMatchLookupJob } from 'exact-match-session/model'
 *
 * ExactMatchLookupJob.is({ id: 'a', state: 'Completed', matchingRows: [{ id: '17' }] }) // true
 */
export const ExactMatchLookupJob = lean(
  t.intersection(
    [
      ExactMatchJobBase,
      t.partial({
        '@odata.type': odataType('microsoft.graph.exactMatchLookupJob'),
        state: nullable(t.string),
        matchingRows: nullable(t.array(LookupResultRow)),
      }),
    ],
    'ExactMatchLookupJob',
  ),
)
export interface ExactMatchLookupJob extends t.TypeOf<typeof ExactMatchLookupJob> {}
