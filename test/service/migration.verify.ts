import { describe, expect, it, onTestFinished } from 'vitest'
import { simulatedWork, startProcessor } from '../../src/service/index.js'
import {
  createPostgresStore,
  type Database,
  migrate,
  migrateWorkerQueue,
  migrationSql,
  openPg,
  openPglite,
  openWorkerQueue,
  type Query,
  workerQueueSql,
} from '../../src/service/postgres/index.js'
import { completed } from './completed.js'
import { newDatabase, newRole, server } from './database.js'
import { initializedFolder } from './initializedFolder.js'
import { newSession } from './newSession.js'
import { left, right } from './outcome.js'
import { serviceOver } from './service.js'

const key = { datastoreId: 'patients', id: 'a' }

const openServer = async () => {
  const { url, drop } = await newDatabase()
  const database = await right(openPg({ connectionString: url }))
  onTestFinished(() => database.close().then(drop))
  return { url, database }
}

const openEmbedded = async () => {
  const { folder, remove } = await initializedFolder()
  const database = await right(openPglite({ folder }))
  onTestFinished(() => database.close().then(remove))
  return database
}

/** Every column, default, index and constraint of two schemas, whose names are left out. */
const structureOf = (schema: string) => `
  select replace(line, '${schema}', '') as line from (
    select concat_ws(' ', table_schema, table_name, column_name, data_type, column_default, is_nullable) as line
    from information_schema.columns
    union all select concat_ws(' ', schemaname, indexdef) from pg_indexes
    union all select concat_ws(' ', connamespace::regnamespace, conname, pg_get_constraintdef(oid)) from pg_constraint
    union all select concat_ws(' ', pronamespace::regnamespace, pg_get_functiondef(oid)) from pg_proc where prokind = 'f'
    union all select concat_ws(' ', relnamespace::regnamespace, relname, relrowsecurity, reloptions) from pg_class
  ) as lines where line ~ '^"?${schema}' order by 1`

describe('migrate', () => {
  it('creates the tables once, each schema for itself', async () => {
    const database = await openEmbedded()
    expect(await right(migrate(database, { schema: 'one' }))).toEqual({ from: 0, to: 1 })
    expect(await right(migrate(database, { schema: 'one' }))).toEqual({ from: 1, to: 1 })
    expect(await right(migrate(database, { schema: `the "other's"` }))).toEqual({ from: 0, to: 1 })
    const one = await right(createPostgresStore(database, { schema: 'one' }))
    const other = await right(createPostgresStore(database, { schema: `the "other's"` }))
    const created = await right(one.create(newSession({ key, session: { id: 'a' }, dataStore: {} })))
    expect(await right(one.get(key))).toEqual(created)
    expect(await right(other.get(key))).toBe(null)
    expect(await right(other.create(newSession({ key, session: { id: 'a' }, dataStore: {} })))).not.toBe(null)
  })

  it('refuses tables that are newer than the program', async () => {
    const database = await openEmbedded()
    await right(migrate(database))
    await database.query('insert into exact_match.migration values (99)', [])
    for (const opened of [migrate(database), createPostgresStore(database)]) {
      expect(await left(opened)).toMatchObject({
        code: 'storeFailed',
        message:
          'the database cannot be opened: the tables in the schema exact_match have version 99, and this program knows none after 1; update the program',
      })
    }
  })

  it('refuses a replica', async () => {
    const query: Query = async () => [{ replica: true, read_only: 'on' }]
    const replica: Database = { query, transaction: (work) => work(query) }
    expect(await left(createPostgresStore(replica))).toMatchObject({
      code: 'storeFailed',
      message: 'the database cannot be opened: the server is a read-only replica; use the primary server',
    })
  })

  it.runIf(server !== null)('can be run by several processes at once', async () => {
    const { url, database } = await openServer()
    const others = await Promise.all([1, 2, 3].map(() => right(openPg({ connectionString: url }))))
    await Promise.all(
      others.flatMap((other) => [
        right(migrate(other)),
        right(migrateWorkerQueue({ database: other, connectionString: url })),
      ]),
    )
    expect(await right(migrate(database))).toEqual({ from: 1, to: 1 })
    await Promise.all(others.map(({ close }) => close()))
  })

  it.runIf(server !== null)('makes the same tables as the SQL that is printed, applied twice', async () => {
    const { url, database } = await openServer()
    const script = migrationSql({ schema: 'printed' }) + (await right(workerQueueSql({ schema: 'printed' })))
    await database.query(script, [])
    await database.query(script, [])
    await right(migrate(database, { schema: 'migrated' }))
    const queue = { database, connectionString: url }
    const { to } = await right(migrateWorkerQueue({ ...queue, schema: 'migrated' }))
    const structure = await database.query(structureOf('migrated'), [])
    expect(structure.length).toBeGreaterThan(100)
    expect(await database.query(structureOf('printed'), [])).toEqual(structure)
    expect(await right(migrate(database, { schema: 'printed' }))).toEqual({ from: 1, to: 1 })
    expect(await right(migrateWorkerQueue({ ...queue, schema: 'printed' }))).toEqual({ from: to, to })
  })

  it.runIf(server !== null)('is all that needs more than rights to rows', async () => {
    const { url, database } = await openServer()
    const role = await newRole(database)
    const restrictedUrl = `${url}?options=-c%20role%3D${role}`
    const restricted = await right(openPg({ connectionString: restrictedUrl }))
    onTestFinished(restricted.close)
    expect(await left(createPostgresStore(restricted))).toMatchObject({
      code: 'storeFailed',
      message: expect.stringContaining('; run `exact-match-session migrate` as the owner'),
    })

    await right(migrate(database))
    await right(migrateWorkerQueue({ database, connectionString: url }))
    const schemas = 'exact_match, exact_match_worker'
    for (const rights of [
      'usage on',
      'usage on all sequences in',
      'select, insert, update, delete on all tables in',
    ]) {
      await database.query(`grant ${rights} schema ${schemas} to ${role}`, [])
    }
    const store = await right(createPostgresStore(restricted))
    const queue = await right(openWorkerQueue({ database: restricted, connectionString: restrictedUrl }))
    const service = serviceOver(store)
    const processor = await right(startProcessor({ service, store, queue, work: simulatedWork(10) }))
    await completed(service)
    await processor.stop()
  })
})
