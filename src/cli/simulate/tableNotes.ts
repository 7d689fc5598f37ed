// What a person should know of a table that was read nevertheless.
import { limitWarnings, type Table } from '../../simulate/index.js'
import { programName } from '../failure.js'

/** The largest table that is read without a warning. */
export interface LimitOptions {
  readonly maxColumns: number
  readonly maxRows: number
}

/** A line for each limit of the service that the table exceeds. */
export const warningsOf = (table: Table | null, { maxColumns, maxRows }: LimitOptions): string =>
  table === null
    ? ''
    : limitWarnings(table, { columns: maxColumns, rows: maxRows })
        .map((warning) => `${programName}: warning: ${warning}\n`)
        .join('')

/** How many lines of the table were left out, for the summary; empty if there are none. */
export const badLinesOf = (table: Table | null): string => {
  if (table === null || table.badLineCount === 0) return ''
  const { badLineCount: bad, rowCount } = table
  const lines = (bad + rowCount).toLocaleString('en')
  return `${bad.toLocaleString('en')} bad ${bad === 1 ? 'line' : 'lines'} of ${lines} left out\n`
}
