// The tables, as steps: each was the last one once, and a database gets those it hasn't had. None is ever changed.
import type { Database, Query } from './database.js'

/** What a database has to know before the store's statements run, from the first version to this one's. */
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
    // json, not jsonb: the text as it came, with its order of properties and every character JSON can spell.
    // state repeats the resource's, for the index alone; room is left in each page for the next version of its rows.
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

/** Any number will do, as long as nobody else locks it: the digits of exact match, 1 to 26. */
const lock = 5_241_320_131_203

/** Does something while no other process does anything so; undone, where it fails, as far as it used `query`. */
export const alone = <A>(database: Database, work: (query: Query) => Promise<A>): Promise<A> =>
  database.transaction(async (query) => {
    // The work may take its time elsewhere, while this transaction only holds the lock.
    await query('set local idle_in_transaction_session_timeout = 0', [])
    await query('select pg_advisory_xact_lock($1)', [lock])
    return work(query)
  })

/**
 * Brings a database up to date. Processes that start together do so one after the other, and the later ones find
 * nothing left to do.
 */
export const migrate = (database: Database): Promise<void> =>
  alone(database, async (query) => {
    await query('create schema if not exists exact_match', [])
    await query('create table if not exists exact_match.migration (version int primary key)', [])
    const [row] = await query('select coalesce(max(version), 0) as version from exact_match.migration', [])
    const version = Number(row?.['version'])
    for (const [index, statements] of migrations.entries()) {
      if (index < version) continue
      for (const statement of statements) await query(statement, [])
      await query('insert into exact_match.migration (version) values ($1)', [index + 1])
    }
  })
