// A plan for the upload of a table.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { type DateTimeOffset, Int32, issuesOf } from '../../codec/index.js'
import { Plan, type Scenario, sessionFromTable } from '../index.js'
import { type CsvIssue, readCsv } from './csv.js'

/** A scenario, and how the table is uploaded. */
export interface CsvPlanOptions extends Partial<Scenario> {
  readonly id: string
  /** When the session is created. */
  readonly at: DateTimeOffset
  /** The rows of a block; the last block may have fewer. */
  readonly rowsPerBlock: number
}

const blockSizeIssue = (file: string, rowsPerBlock: number): CsvIssue => ({
  code: 'blockSize',
  file,
  line: null,
  message: `a block can't have ${rowsPerBlock} rows; a whole number from 1 on was expected`,
})

/**
 * Plans the upload of a CSV file, which it reads once for header, row count and digest. `checksum` is the SHA-256 of the
 * file, and a block has up to `rowsPerBlock` rows; both are assumptions of this package.
 *
 * @example
 * import { DateTimeOffset } from 'exact-match-session/codec'
 * import { planFromCsv } from 'exact-match-session/simulate/files'
 *
 * const at = DateTimeOffset.of('2026-11-24T09:00:00Z')
 * const plan = planFromCsv('patients.csv', { id: 'a', at, rowsPerBlock: 100 }) // TaskEither: an issue, or the plan
 */
export const planFromCsv = (
  file: string,
  { id, at, rowsPerBlock, ...scenario }: CsvPlanOptions,
): TE.TaskEither<CsvIssue, Plan> =>
  Int32.is(rowsPerBlock) && rowsPerBlock > 0
    ? pipe(
        readCsv(file),
        TE.flatMapEither((table) =>
          pipe(
            Plan.decode({
              ...scenario,
              startDateTime: at,
              session: sessionFromTable(table, {
                id,
                rowsPerBlock,
                ...(scenario.seed === undefined ? {} : { seed: scenario.seed }),
              }),
            }),
            E.mapLeft(
              (errors): CsvIssue => ({
                code: 'invalid',
                file,
                line: null,
                message: issuesOf(errors)
                  .map(({ message }) => message)
                  .join('; '),
              }),
            ),
          ),
        ),
      )
    : TE.left(blockSizeIssue(file, rowsPerBlock))
