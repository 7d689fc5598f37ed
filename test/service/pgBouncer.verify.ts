// The store and its queue behind PgBouncer in transaction mode: each transaction of a client may get another connection.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ChangeNotification, simulatedWork, startProcessor } from '../../src/service/index.js'
import {
  createPostgresStore,
  type OpenDatabase,
  openPg,
  openWorkerQueue,
} from '../../src/service/postgres/index.js'
import { storeContract } from '../../src/testing/index.js'
import { startServer } from '../cli/server.js'
import { completed } from './completed.js'
import { newDatabase, server, type TestDatabase } from './database.js'
import { announcingService, bySession, deliver, delivered } from './outbox/outbox.js'
import { right } from './outcome.js'
import { hasPgBouncer, startPgBouncer } from './pgBouncer.js'
import { replayFaults } from './replay.js'
import { block, serviceOver } from './service.js'
import { createIn } from './useCaseCalls.js'

describe.runIf(server !== null && hasPgBouncer)('behind PgBouncer in transaction mode', () => {
  let direct: TestDatabase
  let proxy: Awaited<ReturnType<typeof startPgBouncer>>
  let database: OpenDatabase
  beforeAll(async () => {
    direct = await newDatabase()
    proxy = await startPgBouncer(direct.url)
    database = await right(openPg({ connectionString: proxy.url }))
  })
  afterAll(async () => {
    await database.close()
    await proxy.stop()
    await direct.drop()
  })

  it.each(storeContract)('a store does what its contract says: $name', async ({ check }) =>
    check(await right(createPostgresStore(database))),
  )

  it('two processors share a queue and complete 40 sessions', async () => {
    const store = await right(createPostgresStore(database))
    const service = serviceOver(store)
    const processors = await Promise.all(
      [1, 2].map(async () => {
        const queue = await right(openWorkerQueue({ database, connectionString: proxy.url }))
        return right(startProcessor({ service, store, queue, work: simulatedWork(10) }))
      }),
    )
    await Promise.all(Array.from({ length: 40 }, () => completed(service)))
    await Promise.all(processors.map(({ stop }) => stop()))
  })

  it('two deliverers share an outbox and tell every change of 20 sessions once, in order', async () => {
    const service = await announcingService(database)
    const told: Array<ChangeNotification> = []
    for (const _ of [1, 2]) await deliver(database, (notification) => void told.push(notification))
    const keys = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const { key, created } = await createIn(service, { totalBlockCount: 2 })
        await right(service.acknowledgeBlocks({ ...key, blocks: [block('a'), block('b')] }))
        return { key, uid: created.uid }
      }),
    )
    await delivered(database)
    for (const { key, uid } of keys) {
      const { session } = await right(service.get(key))
      expect(replayFaults(bySession(told).get(uid) ?? [], session)).toEqual([])
    }
  })

  it('no connection keeps a named statement or a setting', async () => {
    const kept = await Promise.all(
      Array.from({ length: 12 }, () =>
        database.query(
          "select (select count(*) from pg_prepared_statements) as statements, current_setting('statement_timeout') as timeout",
          [],
        ),
      ),
    )
    expect(new Set(kept.flat().map((row) => JSON.stringify(row)))).toEqual(
      new Set([JSON.stringify({ statements: '0', timeout: '0' })]),
    )
  })

  it('serve starts and stops', async () => {
    const served = await startServer(['--database-url', proxy.url])
    expect((await fetch(`${served.url}/healthz`)).status).toBe(200)
    expect(await served.stop('SIGTERM')).toBe(0)
  })
})
