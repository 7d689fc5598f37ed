// The session of a plan that uploads a table: what an upload agent would ask for.
import { generateSecret, generateUploadUri, guidFrom } from '../../random/generate.js'
import { drawsOf } from '../../random/substream.js'
import { defaultScenario } from '../scenario.js'
import type { SessionSource } from '../sessionSource.js'

/** A table, as a session describes it. */
export interface Table {
  readonly fileName: string
  /** The column names. */
  readonly fields: ReadonlyArray<string>
  /** The number of rows below the header. */
  readonly rowCount: number
  /** The number of lines that are left out because their values are not those of a row. */
  readonly badLineCount: number
  /** SHA-256 of the table's bytes, unpacked, in lower-case hexadecimal. */
  readonly checksum: string
  /** The rows of a block; the last block may have fewer. */
  readonly rowsPerBlock: number
  /** The bytes of each block, in order. */
  readonly blockBytes: ReadonlyArray<number>
}

/** What a session has beside its table. */
export interface TableSessionOptions {
  /** By default generated from the seed. */
  readonly id?: string
  /** The seed of salt, upload URI and id; by default that of the default scenario. */
  readonly seed?: number
}

/**
 * The session with which a plan uploads a table. A block has up to `rowsPerBlock` rows, an assumption of this package.
 *
 * @example
 * import { Plan, sessionFromTable } from 'exact-match-session/simulate'
 * import * as E from 'fp-ts/lib/Either.js'
 * import { pipe } from 'fp-ts/lib/function.js'
 *
 * const rows = { rowCount: 250, badLineCount: 0, rowsPerBlock: 100, blockBytes: [4200, 4100, 2050] }
 * const table = { fileName: 'patients.csv', fields: ['ssn', 'name'], checksum: '9f86d081', ...rows }
 * const plan = Plan.decode({ session: sessionFromTable(table) })
 * pipe(plan, E.map(({ sessions }) => sessions[0].session.context.blocks.total)) // right(3)
 */
export const sessionFromTable = (
  { fileName, fields, checksum, rowsPerBlock, blockBytes }: Table,
  { seed = defaultScenario.seed, id = guidFrom(seed) }: TableSessionOptions = {},
): SessionSource => {
  const draws = drawsOf(seed).of(id)
  const dataUploadURI = generateUploadUri(id, draws.of('signature').at(0))
  return {
    id,
    blockBytes,
    request: {
      datastoreId: fileName.replace(/\.[^.]*$/, ''),
      uploadAgentId: 'simulated',
      fields: [...fields],
      fileName,
      checksum,
      dataUploadURI,
      rowsPerBlock,
      salt: generateSecret(draws.of('salt').at(0), 64),
      totalBlockCount: blockBytes.length,
    },
  }
}
