import { afterAll, beforeAll, describe, it } from 'vitest'
import { createMemoryStore } from '../../src/service/index.js'
import { createPostgresStore, openPg } from '../../src/service/postgres/index.js'
import { type OpenHandle, storeFailureContract, storeHandleContract } from '../../src/testing/index.js'
import { newDatabase, server } from './database.js'
import { right } from './outcome.js'
import { databases } from './stores.js'

interface Shared {
  readonly open: OpenHandle
  readonly close: () => Promise<void>
}

const inMemory = async (): Promise<Shared> => {
  const store = createMemoryStore()
  return { open: async () => store, close: async () => {} }
}

/** Several stores over one database, of which a folder can only be opened once. */
const overOneDatabase = async (): Promise<Shared> => {
  const { database, close } = await (databases['PostgreSQL in this process'] ?? Promise.reject)()
  return { open: () => right(createPostgresStore(database)), close }
}

/** A pool for each handle, as processes have. */
const inServer = async (): Promise<Shared> => {
  const { url, drop } = await newDatabase()
  const closing: Array<() => Promise<void>> = []
  return {
    open: async () => {
      const database = await right(openPg({ connectionString: url, maxConnections: 4 }))
      closing.push(() => database.close())
      return right(createPostgresStore(database))
    },
    close: async () => {
      await Promise.all(closing.map((close) => close()))
      await drop()
    },
  }
}

const shared: Readonly<Record<string, () => Promise<Shared>>> = {
  memory: inMemory,
  'PostgreSQL in this process': overOneDatabase,
  ...(server === null ? {} : { 'PostgreSQL in a server': inServer }),
}

describe.each(Object.entries(shared))('the handles of a store in %s', (_, openShared) => {
  let opened: Shared
  beforeAll(async () => {
    opened = await openShared()
  })
  afterAll(() => opened.close())

  it.each(storeHandleContract)('$name', ({ check }) => check(opened.open))
})

describe.each(Object.entries(databases))('a store in %s that is closed', (_, open) => {
  it('gives an error as a Left, whatever it is asked', async () => {
    const { database, close } = await open()
    const store = await right(createPostgresStore(database))
    await close()
    for (const { check } of storeFailureContract) await check(store)
  })
})
