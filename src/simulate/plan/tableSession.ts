// The session of a plan that uploads a table: what an upload agent would ask for.
import { generateSecret, generateUploadUri, guidFrom } from '../generate.js'
import { rngOf } from '../rng.js'
import type { PlanDocument } from './planDocument.js'
import { defaultScenario } from './scenario.js'

/** A table, as a session describes it. */
export interface Table {
  readonly fileName: string
  /** The column names. */
  readonly fields: ReadonlyArray<string>
  /** The number of rows below the header. */
  readonly rowCount: number
  /** SHA-256 of the file's bytes in lower-case hexadecimal. */
  readonly checksum: string
}

/** How a table is uploaded. */
export interface TableSessionOptions {
  /** By default generated from the seed. */
  readonly id?: string
  /** The rows of a block; the last block may have fewer. */
  readonly rowsPerBlock: number
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
 * const table = { fileName: 'patients.csv', fields: ['ssn', 'name'], rowCount: 1500, checksum: '9f86d081' }
 * const plan = Plan.decode({ session: sessionFromTable(table, { rowsPerBlock: 100 }) })
 * pipe(plan, E.map(({ session }) => session.context.blocks.total)) // right(15)
 */
export const sessionFromTable = (
  { fileName, fields, rowCount, checksum }: Table,
  { seed = defaultScenario.seed, id = guidFrom(seed), rowsPerBlock }: TableSessionOptions,
): PlanDocument['session'] => {
  const rng = rngOf(seed)
  const dataUploadURI = generateUploadUri(id, rng)
  return {
    id,
    request: {
      datastoreId: fileName.replace(/\.[^.]*$/, ''),
      uploadAgentId: 'simulated',
      fields: [...fields],
      fileName,
      checksum,
      dataUploadURI,
      rowsPerBlock,
      salt: generateSecret(rng, 64),
      totalBlockCount: Math.ceil(rowCount / rowsPerBlock),
    },
  }
}
