// A plan for the upload of a table.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { type DateTimeOffset, Int32 } from '../../codec/index.js'
import type { CreateSessionRequest } from '../../model/index.js'
import { generateSecret, generateUploadUri } from '../random/generate.js'
import { drawsOf } from '../random/substream.js'
import { type CsvIssue, type CsvTable, readCsv } from './csv.js'
import { type Plan, planFromRequest } from './plan.js'
import { defaultScenario, type Scenario } from './scenario.js'

/** A scenario, and how the table is uploaded. */
export interface CsvPlanOptions extends Partial<Scenario> {
  readonly id: string
  /** When the session is created. */
  readonly at: DateTimeOffset
  /** The rows of a block; the last block may have fewer. */
  readonly rowsPerBlock: number
}

/** The request with which an upload agent would create the session of a table. */
const requestFor = (table: CsvTable, { id, rowsPerBlock, seed }: CsvPlanOptions): CreateSessionRequest => {
  const draws = drawsOf(seed ?? defaultScenario.seed)
  return {
    datastoreId: table.fileName.replace(/\.[^.]*$/, ''),
    uploadAgentId: 'simulated',
    fields: [...table.fields],
    fileName: table.fileName,
    checksum: table.checksum,
    dataUploadURI: generateUploadUri(id, draws.of('signature').at(0)),
    rowsPerBlock,
    salt: generateSecret(draws.of('salt').at(0), 64),
    totalBlockCount: Math.ceil(table.rowCount / rowsPerBlock),
  }
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
 * import { planFromCsv } from 'exact-match-session/simulate'
 *
 * const at = DateTimeOffset.of('2026-11-24T09:00:00Z')
 * const plan = planFromCsv('patients.csv', { id: 'a', at, rowsPerBlock: 100 }) // TaskEither: an issue, or the plan
 */
export const planFromCsv = (file: string, options: CsvPlanOptions): TE.TaskEither<CsvIssue, Plan> =>
  Int32.is(options.rowsPerBlock) && options.rowsPerBlock > 0
    ? pipe(
        readCsv(file),
        TE.flatMapEither((table) =>
          pipe(
            planFromRequest({ ...options, request: requestFor(table, options) }, options),
            E.mapLeft(([{ message }]): CsvIssue => ({ code: 'invalid', file, line: null, message })),
          ),
        ),
      )
    : TE.left(blockSizeIssue(file, options.rowsPerBlock))
