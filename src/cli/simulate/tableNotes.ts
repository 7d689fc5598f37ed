// What a person should know of tables that were read nevertheless.
import { limitWarnings, type Table } from '../../simulate/index.js'
import { programName } from '../programName.js'

/** The largest table that is read without a warning. */
export interface LimitOptions {
  readonly maxColumns: number
  readonly maxRows: number
}

/** A line for each limit of the service that a table exceeds. */
export const warningsOf = (tables: ReadonlyArray<Table>, { maxColumns, maxRows }: LimitOptions): string =>
  tables
    .flatMap((table) =>
      limitWarnings(table, { columns: maxColumns, rows: maxRows }).map(
        (warning) => `${programName}: warning: ${table.fileName}: ${warning}\n`,
      ),
    )
    .join('')

/** How many lines of each table were left out, for the summary; empty if there are none. */
export const badLinesOf = (tables: ReadonlyArray<Table>): string =>
  tables
    .filter(({ badLineCount }) => badLineCount > 0)
    .map(({ fileName, badLineCount, rowCount }) => {
      const [bad, lines] = [badLineCount, badLineCount + rowCount].map((count) => count.toLocaleString('en'))
      return `${fileName}: ${bad} bad ${badLineCount === 1 ? 'line' : 'lines'} of ${lines} left out\n`
    })
    .join('')
