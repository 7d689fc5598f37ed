// A plan for the upload of a real table.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { type DateTimeOffset, Int32 } from '../../codec/index.js'
import type { CreateSessionRequest } from '../../model/index.js'
import { chanceOf } from '../chance.js'
import { firstUri, secretOf } from '../mint.js'
import { type CsvFault, type CsvTable, readCsv } from './csv.js'
import { type Circumstances, fairWeather, type Plan, planFromRequest } from './plan.js'

/** What a plan needs beside the table. */
export interface CsvPlanOptions extends Partial<Circumstances> {
  readonly id: string
  /** When the session is created. */
  readonly at: DateTimeOffset
  /** The rows of a block; the last block may have fewer. */
  readonly rowsPerBlock: number
}

/** The request with which an upload agent would create the session of a table. */
const requestFor = (table: CsvTable, { id, rowsPerBlock, seed }: CsvPlanOptions): CreateSessionRequest => {
  const chance = chanceOf(seed ?? fairWeather.seed)
  return {
    datastoreId: table.fileName.replace(/\.[^.]*$/, ''),
    uploadAgentId: 'simulated',
    fields: [...table.fields],
    fileName: table.fileName,
    checksum: table.checksum,
    dataUploadURI: firstUri(id, chance),
    rowsPerBlock,
    salt: secretOf(chance, 64),
    totalBlockCount: Math.ceil(table.rowCount / rowsPerBlock),
  }
}

const blockFault = (file: string, rowsPerBlock: number): CsvFault => ({
  fault: 'blockSize',
  file,
  line: null,
  message: `a block can't have ${rowsPerBlock} rows; a whole number from 1 on was expected`,
})

/**
 * Plans the upload of a CSV file: reads it once for its header, its rows and its digest. `checksum` is the
 * SHA-256 of the file, a block is up to `rowsPerBlock` of its rows; both are this model's own reading.
 *
 * @example
 * import type { DateTimeOffset } from 'exact-match-session/codec'
 * import { planFromCsv } from 'exact-match-session/simulate'
 *
 * const plan = (at: DateTimeOffset) => planFromCsv('patients.csv', { id: 'a', at, rowsPerBlock: 100 })
 */
export const planFromCsv = (file: string, options: CsvPlanOptions): TE.TaskEither<CsvFault, Plan> =>
  Int32.is(options.rowsPerBlock) && options.rowsPerBlock > 0
    ? pipe(
        readCsv(file),
        TE.flatMapEither((table) =>
          pipe(
            planFromRequest({ ...options, request: requestFor(table, options) }, options),
            E.mapLeft(([{ message }]): CsvFault => ({ fault: 'unlawful', file, line: null, message })),
          ),
        ),
      )
    : TE.left(blockFault(file, options.rowsPerBlock))
