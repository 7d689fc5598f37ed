// A plan for the upload of a table.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { type DateTimeOffset, issuesOf } from '../../codec/index.js'
import { isSecretPath } from '../../model/index.js'
import { Plan, type Scenario, sessionFromTable, type Table } from '../index.js'
import { type CsvOptions, readCsv } from './csv.js'
import type { CsvIssue } from './tableIssue.js'
import { nameOf, type TableSource } from './tableSource.js'

/** A scenario, and how the table is read. */
export interface CsvPlanOptions extends Partial<Scenario>, CsvOptions {
  readonly id: string
  /** When the session is created. */
  readonly at: DateTimeOffset
  /** Called with the table as soon as it has been read. */
  readonly onTable?: (table: Table) => void
}

/**
 * Plans the upload of a table, which it reads once for header, rows, bytes and digest. `checksum` is the SHA-256 of the
 * table, and a block has up to `rowsPerBlock` rows; both are assumptions of this package.
 *
 * @example
 * import { DateTimeOffset } from 'exact-match-session/codec'
 * import { planFromCsv } from 'exact-match-session/simulate/files'
 *
 * const at = DateTimeOffset.of('2026-11-24T09:00:00Z')
 * const plan = planFromCsv('patients.csv', { id: 'a', at, rowsPerBlock: 100 }) // TaskEither: an issue, or the plan
 */
export const planFromCsv = (
  source: TableSource,
  { id, at, rowsPerBlock, delimiter, allowBadLines, onTable, ...scenario }: CsvPlanOptions,
): TE.TaskEither<CsvIssue, Plan> =>
  pipe(
    readCsv(source, {
      rowsPerBlock,
      ...(delimiter === undefined ? {} : { delimiter }),
      ...(allowBadLines === undefined ? {} : { allowBadLines }),
    }),
    TE.tapIO((table) => () => onTable?.(table)),
    TE.flatMapEither((table) => {
      const { seed } = scenario
      const session = sessionFromTable(table, seed === undefined ? { id } : { id, seed })
      return pipe(
        Plan.decode({ ...scenario, startDateTime: at, session }),
        E.mapLeft((errors): CsvIssue => {
          const message = issuesOf(errors, { isSecret: isSecretPath })
            .map((issue) => issue.message)
            .join('; ')
          return { code: 'invalid', file: nameOf(source), line: null, message }
        }),
      )
    }),
  )
