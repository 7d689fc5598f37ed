// Migrates the tables of the queue, which are those of graphile-worker.
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { StoreError } from '../../index.js'
import type { Database } from '../database.js'
import { openError } from '../openError.js'
import { openPool } from '../pg/pgPool.js'
import { checkWritable, type Migrated, versionOf, withMigrationLock } from './migration.js'
import { defaultSchema, queueSchemaOf, quoteIdentifier, quoteLiteral, type SchemaOptions } from './schema.js'
import { scriptOf, unless } from './script.js'

/** Where the queue is. */
export interface WorkerQueueLocation extends SchemaOptions {
  /** The database of the queue; that of the sessions will do. */
  readonly database: Database
  /** The same database, for the workers' own connections: `postgres://user:password@host:port/database`. */
  readonly connectionString: string
}

/** The files of graphile-worker's migrations, each with its version and its text. */
const readMigrations = async () => {
  // The package exports no list of its migrations.
  const { migrations } = await import('graphile-worker/dist/generated/sql.js')
  return Object.entries(migrations).map(([file, text]) => ({ version: Number.parseInt(file, 10), text }))
}

/**
 * graphile-worker switches row level security on, and creates no policy: its tables are closed to all roles but their
 * owner. In a schema that only this service uses, the rights to it and its tables decide.
 */
const openToGrants = (schema: string): string => `do $migration$
declare
  closed regclass;
begin
  for closed in
    select oid from pg_class where relnamespace = to_regnamespace(${quoteLiteral(schema)}) and relrowsecurity
  loop
    execute format('alter table %s disable row level security', closed);
  end loop;
end
$migration$`

/**
 * The SQL that `migrateWorkerQueue` runs, as a script for psql: like `migrationSql`, for the tables of the queue. Needs
 * the package `graphile-worker`, whose migrations they are.
 *
 * @example
 * import { workerQueueSql } from 'exact-match-session/service/postgres'
 *
 * const print = workerQueueSql({ schema: 'uploads' })
 */
export const workerQueueSql = ({
  schema = defaultSchema,
}: SchemaOptions = {}): TE.TaskEither<StoreError, string> =>
  TE.tryCatch(async () => {
    const migrations = await readMigrations()
    const queue = quoteIdentifier(queueSchemaOf(schema))
    const created = (table: string, statement: string) =>
      unless(`select where ${table} is not null`, [statement])
    return scriptOf(`The tables of the queue, up to version ${migrations.at(-1)?.version}.`, [
      created(`to_regnamespace(${quoteLiteral(queue)})`, `create schema ${queue}`),
      created(
        `to_regclass(${quoteLiteral(`${queue}.migrations`)})`,
        `create table ${queue}.migrations (
          id int primary key, ts timestamptz not null default now(), breaking boolean not null default false)`,
      ),
      ...migrations.map(({ version, text }) =>
        unless(`select from ${queue}.migrations where id = ${version}`, [
          `execute $text$${text.replaceAll(':GRAPHILE_WORKER_SCHEMA', queue)}$text$`,
          `insert into ${queue}.migrations (id, breaking) values (${version}, ${text.startsWith('--! breaking')})`,
        ]),
      ),
      openToGrants(queue),
    ])
  }, openError('graphile-worker'))

/**
 * Applies the migrations that the tables of a queue lack: like `migrate`, for the queue that `openWorkerQueue` opens.
 *
 * @example
 * import { type Database, migrateWorkerQueue } from 'exact-match-session/service/postgres'
 *
 * const prepare = (database: Database) =>
 *   migrateWorkerQueue({ database, connectionString: 'postgres://localhost/sessions', schema: 'uploads' })
 */
export const migrateWorkerQueue = ({
  database,
  connectionString,
  schema = defaultSchema,
}: WorkerQueueLocation): TE.TaskEither<StoreError, Migrated> =>
  TE.tryCatch(async () => {
    const { Logger, runMigrations } = await import('graphile-worker')
    await checkWritable(database.query)
    const to = (await readMigrations()).at(-1)?.version ?? 0
    const queue = queueSchemaOf(schema)
    const from = await versionOf(database.query, { schema: queue, table: 'migrations', column: 'id' }, to)
    const pgPool = await openPool({ connectionString, maxConnections: 1 })
    try {
      // graphile-worker does not lock its migrations against those of other processes.
      await withMigrationLock(database, async (query) => {
        await runMigrations({ schema: queue, pgPool, logger: new Logger(() => () => {}) })
        await query(openToGrants(quoteIdentifier(queue)), [])
      })
    } finally {
      await pgPool.end()
    }
    return { from, to }
  }, openError('graphile-worker'))
