// The SQL statements of the PostgreSQL store.
import { isOpen } from './migration/migrations.js'
import { quoteLiteral } from './migration/schema.js'

/**
 * A page of rows, cut where their resources reach a size ($1), so that no more of them leave the database. `found`
 * counts the rows before the cut. A stored resource may be compressed, and is never larger than its text, but for a
 * header of 4 bytes; so what lies behind the cut by that size too is not read at all.
 */
const cut = (columns: string, rows: string): string => `
  select ${columns}, found from (
    select *, sum(bytes) over (order by position rows unbounded preceding) - bytes as bytes_before
    from (
      select *, octet_length(resource::text) as bytes
      from (
        select *, sum(stored) over (order by position rows unbounded preceding) - stored as stored_before
        from (
          select *, count(*) over () as found, pg_column_size(resource) - 4 as stored from (${rows}) as part
        ) as sized
      ) as placed
      where stored_before < $1
    ) as measured
  ) as summed
  where bytes_before < $1
  order by position`

/** Where one revision is drawn for each of a number of steps. */
const steps = (schema: string, count: string): string => `
    step as materialized (
      select nextval(${quoteLiteral(`${schema}.revision`)}) as revision from generate_series(1, ${count}::int)
    )`

const drawn = '(select json_agg(revision order by revision) from step) as revisions'

/** Writes a change into the outbox, by the statement that makes it: both are committed, or neither is. */
const announce = (schema: string, uid: string, change: string, from: string): string => `
    announced as (
      insert into ${schema}.outbox (session_uid, revision, revisions, change)
      select ${uid}::text, max(revision), json_agg(revision order by revision), ${change}::json from ${from}
      having count(*) > 0
    )`

/** The statements about sessions, in a schema whose name is quoted. With an outbox, each change has two more parameters. */
export const sessionStatements = (schema: string, outbox: boolean) => ({
  create: `
    with store as (
      insert into ${schema}.data_store (id, resource) values ($1, $4) on conflict do nothing
    ), added as (
      insert into ${schema}.session (datastore_id, id, resource, state, uid, updated_at)
      values ($1, $2, $3, $5, $6, $7)
      on conflict do nothing
      returning revision
    )${outbox ? `,${announce(schema, '$6', '$8', 'added')}` : ''}
    select revision from added`,
  get: `select revision, uid, resource from ${schema}.session where datastore_id = $1 and id = $2`,
  list: cut(
    'position, revision, uid, resource',
    `select position, revision, uid, resource from ${schema}.session
    where datastore_id = $5 and position > $2
    order by position limit $3 offset $4`,
  ),
  count: `select count(*) as count from ${schema}.session where datastore_id = $1`,
  lock: `
    select position, revision, uid, resource from ${schema}.session
    where datastore_id = $1 and id = $2
    for update`,
  // A statement after the lock: at read committed, it sees the blocks of a change that this one waited for.
  blocksAmong: `
    select block.id, digest, size, (select id from ${schema}.block where session = position limit 1) as some_id
    from (select position from ${schema}.session where datastore_id = $1 and id = $2) as locked
    left join ${schema}.block on block.session = position and block.id = any ($3)`,
  // Rows of null where the session has no block.
  blocks: `
    select block.id, digest, size from ${schema}.session
    left join ${schema}.block on block.session = position
    where datastore_id = $1 and session.id = $2`,
  locate: `select uid, datastore_id, id from ${schema}.session where uid = any ($1)`,
  write: `
    with added as (
      insert into ${schema}.block (session, id, digest, size)
      select $1, id, digest, size from unnest($4::text[], $5::text[], $6::bigint[]) as new (id, digest, size)
    ),${steps(schema, '$7')}${outbox ? `,${announce(schema, '$9', '$10', 'step')}` : ''}
    update ${schema}.session
    set resource = $2, state = $3, updated_at = $8, revision = (select max(revision) from step)
    where position = $1
    returning ${drawn}`,
  remove: `
    with${steps(schema, '$2')}${outbox ? `,${announce(schema, '$3', '$4', 'step')}` : ''}
    delete from ${schema}.session where position = $1
    returning ${drawn}`,
  staleSince: `
    select position, datastore_id, id from ${schema}.session
    where ${isOpen} and updated_at < $4 and position > $1
    order by position limit $2 offset $3`,
  processing: `
    select position, datastore_id, id from ${schema}.session
    where state = 'ProcessingInProgress' and position > $1
    order by position limit $2 offset $3`,
})

/** The tables of entities other than sessions. */
export type Table = 'data_store' | 'upload_agent'

/** The statements about one of them. */
export const entityStatements = (schema: string, table: Table) => ({
  create: `insert into ${schema}.${table} (id, resource) values ($1, $2) on conflict do nothing returning id`,
  get: `select resource from ${schema}.${table} where id = $1`,
  list: cut(
    'position, resource',
    `select position, resource from ${schema}.${table} where position > $2 order by position limit $3 offset $4`,
  ),
  count: `select count(*) as count from ${schema}.${table}`,
})
