// Migrations: each is applied once to a database, in order. A published migration never changes; add another one.
import type { Database, Query } from './database.js'

/** The statements of each version of the schema, from the first on. */
const migrations: ReadonlyArray<ReadonlyArray<string>> = [
  [
    'create sequence exact_match.revision',
    `create table exact_match.data_store (
       position bigint generated always as identity primary key,
       id text not null unique,
       resource json not null
     )`,
    `create table exact_match.upload_agent (
       position bigint generated always as identity primary key,
       id text not null unique,
       resource json not null
     )`,
    // json, not jsonb: it keeps the order of properties, and characters such as \u0000 that jsonb rejects.
    // state repeats that of the resource, for the index. fillfactor leaves room for updated rows in the same page.
    `create table exact_match.session (
       position bigint generated always as identity primary key,
       datastore_id text not null references exact_match.data_store (id),
       id text not null,
       revision bigint not null default nextval('exact_match.revision'),
       state text,
       resource json not null,
       unique (datastore_id, id)
     ) with (fillfactor = 70)`,
    'create index session_in_order on exact_match.session (datastore_id, position)',
    `create index session_processing on exact_match.session (position)
       where state = 'ProcessingInProgress'`,
    `create table exact_match.block (
       session bigint not null references exact_match.session on delete cascade,
       id text not null,
       digest text not null,
       primary key (session, id)
     )`,
  ],
]

/** Arbitrary advisory-lock key. */
const lock = 5_241_320_131_203

/** Runs work in a transaction under an advisory lock, so that one process at a time runs it. */
export const withAdvisoryLock = <A>(database: Database, work: (query: Query) => Promise<A>): Promise<A> =>
  database.transaction(async (query) => {
    // The work may use another connection, and this transaction is idle meanwhile.
    await query('set local idle_in_transaction_session_timeout = 0', [])
    await query('select pg_advisory_xact_lock($1)', [lock])
    return work(query)
  })

/** The version of the tables; 0 before the first migration. Needs no right to change a schema. */
const versionOf = async (query: Query): Promise<number> => {
  const [table] = await query("select to_regclass('exact_match.migration') is not null as exists", [])
  if (table?.['exists'] !== true) return 0
  const [row] = await query('select coalesce(max(version), 0) as version from exact_match.migration', [])
  return Number(row?.['version'])
}

/**
 * Applies the migrations that a database lacks. Processes that start together do so one after the other. A role that may
 * only read and write rows can start on a database that lacks none.
 */
export const migrate = async (database: Database): Promise<void> => {
  if ((await versionOf(database.query)) >= migrations.length) return
  await withAdvisoryLock(database, async (query) => {
    await query('create schema if not exists exact_match', [])
    await query('create table if not exists exact_match.migration (version int primary key)', [])
    const version = await versionOf(query)
    for (const [index, statements] of migrations.entries()) {
      if (index < version) continue
      for (const statement of statements) await query(statement, [])
      await query('insert into exact_match.migration (version) values ($1)', [index + 1])
    }
  })
}
