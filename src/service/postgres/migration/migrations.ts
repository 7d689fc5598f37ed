// The versions of the tables, from the first on. A published one never changes; add another one.
import { quoteLiteral } from './schema.js'

/** The sessions that wait for their clients. */
export const isOpen = `state in ('Created', 'UploadInProgress', 'UploadCompleted')`

/** The statements of each version, in a schema whose name is quoted. */
export const migrationsOf = (schema: string): ReadonlyArray<ReadonlyArray<string>> => [
  [
    `create sequence ${schema}.revision`,
    `create table ${schema}.data_store (
       position bigint generated always as identity primary key,
       id text not null unique,
       resource json not null
     )`,
    `create table ${schema}.upload_agent (
       position bigint generated always as identity primary key,
       id text not null unique,
       resource json not null
     )`,
    // json, not jsonb: it keeps the order of properties, and characters such as \u0000 that jsonb rejects.
    // state repeats that of the resource, for the indexes; updated_at is its last change in milliseconds, in no index,
    // so that an update is one of the row alone. fillfactor leaves room for updated rows in the same page.
    `create table ${schema}.session (
       position bigint generated always as identity primary key,
       datastore_id text not null references ${schema}.data_store (id),
       id text not null,
       uid text not null unique,
       revision bigint not null default nextval(${quoteLiteral(`${schema}.revision`)}),
       state text,
       updated_at bigint not null,
       resource json not null,
       unique (datastore_id, id)
     ) with (fillfactor = 70)`,
    `create index session_in_order on ${schema}.session (datastore_id, position)`,
    `create index session_processing on ${schema}.session (position)
       where state = 'ProcessingInProgress'`,
    `create index session_open on ${schema}.session (position) where ${isOpen}`,
    `create table ${schema}.block (
       session bigint not null references ${schema}.session on delete cascade,
       id text not null,
       digest text not null,
       size bigint,
       primary key (session, id)
     )`,
    // A change with its notifications, from its transaction until they are delivered. revision is that of its last step.
    // The order of uids does not matter; in "C" it is the fastest, and the one of JavaScript.
    `create table ${schema}.outbox (
       session_uid text collate "C" not null,
       revision bigint not null,
       revisions json not null,
       change json not null,
       primary key (session_uid, revision)
     )`,
    // The sessions whose changes are being delivered, wait for another attempt, or are set aside. Only deliverers write
    // it, so that no change waits for them.
    `create table ${schema}.outbox_delivery (
       session_uid text collate "C" primary key,
       token text,
       leased_until timestamptz not null,
       delivered bigint not null default 0,
       attempts int not null default 0,
       failed_revision bigint,
       error text,
       set_aside_at timestamptz
     )`,
    `create index outbox_due on ${schema}.outbox_delivery (leased_until) where set_aside_at is null`,
  ],
]
