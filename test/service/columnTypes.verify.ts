// Other libraries of the process replace the parsers of `pg.types`, or hand in a database with parsers of its own.
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { afterAll, beforeAll, describe, it, onTestFinished } from 'vitest'
import { simulatedWork, startProcessor } from '../../src/service/index.js'
import {
  createPostgresStore,
  openPg,
  openWorkerQueue,
  pgDatabase,
  pgliteDatabase,
} from '../../src/service/postgres/index.js'
import { storeContract } from '../../src/testing/index.js'
import { completed } from './completed.js'
import { newDatabase, server } from './database.js'
import { initializedFolder } from './initializedFolder.js'
import { right } from './outcome.js'
import { serviceOver } from './service.js'

/** boolean, bigint, smallint, integer, text, json, timestamp with time zone, jsonb */
const types = [16, 20, 21, 23, 25, 114, 1184, 3802]

const spoil = (text: string) => ({ spoiled: text })

describe.runIf(server !== null)('with other parsers in pg.types', () => {
  const originals = types.map((type) => [type, pg.types.getTypeParser(type)] as const)
  beforeAll(() => {
    for (const type of types) pg.types.setTypeParser(type, spoil)
  })
  afterAll(() => {
    for (const [type, parse] of originals) pg.types.setTypeParser(type, parse)
  })

  it('a store keeps its contract, over its own pool and over another', async () => {
    const { url, drop } = await newDatabase()
    const database = await right(openPg({ connectionString: url }))
    const pool = new pg.Pool({ connectionString: url })
    // To drop a database ends connections that are still closing.
    pool.on('error', () => undefined).on('connect', (client) => client.on('error', () => undefined))
    onTestFinished(() => Promise.all([database.close(), pool.end()]).then(drop))
    for (const each of [database, pgDatabase(pool)]) {
      const store = await right(createPostgresStore(each))
      for (const { check } of storeContract) await check(store)
    }
  })

  it('a processor completes sessions', async () => {
    const { url, drop } = await newDatabase()
    const database = await right(openPg({ connectionString: url }))
    onTestFinished(() => database.close().then(drop))
    const store = await right(createPostgresStore(database))
    const service = serviceOver(store)
    const queue = await right(openWorkerQueue({ database, connectionString: url }))
    const processor = await right(startProcessor({ service, store, queue, work: simulatedWork(10) }))
    await completed(service)
    await processor.stop()
  })
})

describe('with other parsers in a PGlite', () => {
  it('a store keeps its contract', async () => {
    const { folder, remove } = await initializedFolder()
    const parsers = Object.fromEntries(types.map((type) => [type, spoil]))
    const pglite = await PGlite.create(join(folder, 'postgres'), { parsers })
    onTestFinished(() => pglite.close().then(remove))
    const store = await right(createPostgresStore(pgliteDatabase(pglite)))
    for (const { check } of storeContract) await check(store)
  })
})
