import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSqliteStore } from '../../../docs/examples/sqlite-store.js'
import {
  type OpenHandle,
  storeContract,
  storeFailureContract,
  storeHandleContract,
} from '../../../src/testing/index.js'

describe('the example of a store in SQLite', () => {
  let folder: string
  const databases: Array<Database.Database> = []
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sqlite-'))
  })
  afterAll(async () => {
    for (const database of databases) database.close()
    await rm(folder, { recursive: true })
  })

  const open: OpenHandle = async () => {
    const database = new Database(join(folder, 'sessions.db'))
    databases.push(database)
    return createSqliteStore(database)
  }

  it.each(storeContract)('$name', async ({ check }) => check(await open()))

  it.each(storeHandleContract)('$name', ({ check }) => check(open))

  it('gives errors as values, when its database is closed', async () => {
    const database = new Database(':memory:')
    const store = createSqliteStore(database)
    database.close()
    for (const { check } of storeFailureContract) await check(store)
  })

  it('is unavailable, and says so, while another process locks the file', async () => {
    const file = join(folder, 'locked.db')
    const [one, two] = [new Database(file), new Database(file, { timeout: 0 })]
    databases.push(one, two)
    createSqliteStore(one)
    const store = createSqliteStore(two)
    one.exec('begin immediate')
    const outcome = await store.dataStores.create('a', {})()
    expect(outcome).toMatchObject({ left: { code: 'unavailable', retryAfter: 1 } })
  })
})
