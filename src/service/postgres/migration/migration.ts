// Migrates the tables of the store, or reports what keeps a program from using them.
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { StoreError } from '../../index.js'
import type { Database, Query } from '../database.js'
import { DatabaseFault } from '../databaseFault.js'
import { openError } from '../openError.js'
import { migrationsOf } from './migrations.js'
import { defaultSchema, quoteIdentifier, quoteLiteral, type SchemaOptions } from './schema.js'
import { lockStatement, scriptOf, unless } from './script.js'

/** Runs work in a transaction under an advisory lock, so that one process at a time runs it. */
export const withMigrationLock = <A>(database: Database, work: (query: Query) => Promise<A>): Promise<A> =>
  database.transaction(async (query) => {
    // Migrations take their time, and where the work uses another connection, this one is idle meanwhile.
    await query('set local statement_timeout = 0', [])
    await query('set local idle_in_transaction_session_timeout = 0', [])
    await query(lockStatement, [])
    return work(query)
  })

/** The version of the tables that this program uses. */
const latestVersion = migrationsOf('').length

const statementsOf = (name: string): ReadonlyArray<string> => {
  const schema = quoteIdentifier(name)
  return [
    unless(`select where to_regnamespace(${quoteLiteral(schema)}) is not null`, [`create schema ${schema}`]),
    unless(`select where to_regclass(${quoteLiteral(`${schema}.migration`)}) is not null`, [
      `create table ${schema}.migration (version int primary key)`,
    ]),
    ...migrationsOf(schema).map((statements, index) =>
      unless(`select from ${schema}.migration where version = ${index + 1}`, [
        ...statements,
        `insert into ${schema}.migration (version) values (${index + 1})`,
      ]),
    ),
  ]
}

/**
 * The SQL that `migrate` runs, as a script for psql. It can be applied to a database without tables or with those of any
 * earlier version, and changes nothing the second time.
 *
 * @example
 * import { migrationSql } from 'exact-match-session/service/postgres'
 *
 * migrationSql({ schema: 'uploads' }).includes('create table "uploads".session') // true
 */
export const migrationSql = ({ schema = defaultSchema }: SchemaOptions = {}): string =>
  scriptOf(`The tables of sessions, up to version ${latestVersion}.`, statementsOf(schema))

/** Where versions are recorded. */
interface VersionColumn {
  readonly schema: string
  readonly table: string
  readonly column: string
}

/**
 * The version of tables; 0 before the first migration. Needs no right to change a schema. Rejects where it is after the
 * latest.
 */
export const versionOf = async (
  query: Query,
  { schema, table, column }: VersionColumn,
  latest: number,
): Promise<number> => {
  const name = `${quoteIdentifier(schema)}.${table}`
  const [found] = await query('select to_regclass($1) is not null as exists', [name])
  if (found?.['exists'] !== true) return 0
  const [row] = await query(`select coalesce(max(${column}), 0) as version from ${name}`, [])
  const version = Number(row?.['version'])
  if (version <= latest) return version
  throw new DatabaseFault(
    'newer',
    `the tables in the schema ${schema} have version ${version}, and this program knows none after ${latest}`,
  )
}

/** Rejects where nothing can be written. */
export const checkWritable = async (query: Query): Promise<void> => {
  const [row] = await query(
    `select current_setting('transaction_read_only') as read_only, pg_is_in_recovery() as replica`,
    [],
  )
  if (row?.['replica'] === true) throw new DatabaseFault('replica', 'the server is a read-only replica')
  if (row?.['read_only'] === 'on') throw new DatabaseFault('readOnly', 'its transactions are read-only')
}

/** The versions of the tables before and after a migration. */
export interface Migrated {
  readonly from: number
  readonly to: number
}

/**
 * Applies the migrations that the tables of a store lack. Processes that start together do so one after the other. A role
 * that can only read and write rows may call it where none is lacking. Left where the tables are newer than the program.
 *
 * @example
 * import { type Database, migrate } from 'exact-match-session/service/postgres'
 *
 * const prepare = (database: Database) => migrate(database, { schema: 'uploads' })
 */
export const migrate = (
  database: Database,
  { schema = defaultSchema }: SchemaOptions = {},
): TE.TaskEither<StoreError, Migrated> =>
  TE.tryCatch(async () => {
    await checkWritable(database.query)
    const column = { schema, table: 'migration', column: 'version' }
    const from = await versionOf(database.query, column, latestVersion)
    if (from < latestVersion) {
      await withMigrationLock(database, async (query) => {
        for (const statement of statementsOf(schema)) await query(statement, [])
      })
    }
    return { from, to: latestVersion }
  }, openError())
