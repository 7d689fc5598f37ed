import { randomUUID } from 'node:crypto'
import { expect, it, onTestFinished } from 'vitest'
import { createPostgresStore, openPg } from '../../src/service/postgres/index.js'
import { newDatabase, server } from './database.js'
import { right } from './outcome.js'

// Roles belong to the server, which other tests use at the same time.
const role = `rows_only_${randomUUID().replaceAll('-', '')}`

it.runIf(server !== null)('a role that may only use rows starts on a database with the tables', async () => {
  const { url, drop } = await newDatabase()
  const owner = await right(openPg({ connectionString: url }))
  const restricted = await right(openPg({ connectionString: `${url}?options=-c%20role%3D${role}` }))
  onTestFinished(async () => {
    await restricted.close()
    await owner.query(`drop owned by ${role}`, [])
    await owner.query(`drop role ${role}`, [])
    await owner.close()
    await drop()
  })
  await owner.query(`create role ${role}`, [])
  expect(await createPostgresStore(restricted)()).toMatchObject({ left: { code: 'storeFailed' } })

  await right(createPostgresStore(owner))
  await owner.query(`grant usage on schema exact_match to ${role}`, [])
  await owner.query(`grant select, insert, update, delete on all tables in schema exact_match to ${role}`, [])
  await owner.query(`grant usage on all sequences in schema exact_match to ${role}`, [])
  const store = await right(createPostgresStore(restricted))
  const key = { datastoreId: 'patients', id: 'a' }
  const created = await right(store.create({ key, session: { id: 'a' }, dataStore: {} }))
  expect(await right(store.get(key))).toEqual(created)
})
