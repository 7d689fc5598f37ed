// How large a table may be for the service. Limits change, and tenants have their own, so they only warn.
import type { Table } from './tableSession.js'

/** The largest table that a service takes. */
export interface TableLimits {
  readonly columns: number
  readonly rows: number
}

/**
 * The limits that Microsoft publishes for a table of Exact Data Match: 32 columns and 100 million rows
 * (learn.microsoft.com/purview/sit-get-started-exact-data-match-export-data). It also limits the searchable columns, to 5
 * or 10; which those are stands in the schema of the data store, not in a session.
 *
 * @example
 * import { defaultTableLimits } from 'exact-match-session/simulate'
 *
 * defaultTableLimits // { columns: 32, rows: 100000000 }
 */
export const defaultTableLimits: TableLimits = { columns: 32, rows: 100_000_000 }

const counted = (count: number): string => count.toLocaleString('en')

/**
 * A sentence for each limit that a table exceeds.
 *
 * @example
 * import { limitWarnings } from 'exact-match-session/simulate'
 *
 * limitWarnings({ fields: ['ssn', 'name'], rowCount: 1500 }, { columns: 32, rows: 1000 })
 * // ['the table has 1,500 rows; the service takes 1,000']
 */
export const limitWarnings = (
  { fields, rowCount }: Pick<Table, 'fields' | 'rowCount'>,
  limits: TableLimits = defaultTableLimits,
): ReadonlyArray<string> =>
  [
    { found: fields.length, most: limits.columns, what: 'columns' },
    { found: rowCount, most: limits.rows, what: 'rows' },
  ]
    .filter(({ found, most }) => found > most)
    .map(
      ({ found, most, what }) =>
        `the table has ${counted(found)} ${what}; the service takes ${counted(most)}`,
    )
