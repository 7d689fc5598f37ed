// A request waits for a connection for a limited time only.
import { expect, it, onTestFinished } from 'vitest'
import { createPostgresStore, openPg } from '../../src/service/postgres/index.js'
import { newDatabase, server } from './database.js'
import { left, right } from './outcome.js'

it.runIf(server !== null)('a request is unavailable where every connection stays in use', async () => {
  const { url, drop } = await newDatabase()
  onTestFinished(drop)
  const database = await right(openPg({ connectionString: url, maxConnections: 1, timeout: 1_000 }))
  const store = await right(createPostgresStore(database))
  let release: () => void = () => undefined
  const held = database.transaction(
    () =>
      new Promise<void>((resolve) => {
        release = resolve
      }),
  )
  expect(await left(store.count('patients'))).toMatchObject({ code: 'unavailable', retryAfter: 1 })
  release()
  // The transaction itself may have been ended for standing idle.
  await held.catch(() => undefined)
  expect(await right(store.count('patients'))).toBe(0)
  await database.close()
})
