import { afterAll, beforeAll, describe, it } from 'vitest'
import {
  createMemoryStore,
  createPostgresStore,
  type OpenDatabase,
  openPg,
  openPglite,
  type SessionStore,
} from '../../src/service/index.js'
import { storeContract } from '../../src/testing/storeContract.js'
import { newDatabase, right, server } from './database.js'

interface Opened {
  readonly store: SessionStore
  readonly close: () => Promise<unknown>
}

const opened = async (database: OpenDatabase): Promise<Opened> => ({
  store: await right(createPostgresStore(database)),
  close: database.close,
})

const onServer = async (): Promise<Opened> => {
  const { url, drop } = await newDatabase()
  const { store, close } = await opened(await right(openPg({ connectionString: url })))
  return { store, close: () => close().then(drop) }
}

const stores: Readonly<Record<string, () => Promise<Opened>>> = {
  memory: async () => ({ store: createMemoryStore(), close: async () => undefined }),
  'PostgreSQL in this process': async () => opened(await right(openPglite())),
  ...(server === null ? {} : { 'PostgreSQL in a server': onServer }),
}

for (const [name, open] of Object.entries(stores)) {
  describe(`a store in ${name}`, () => {
    let held: Opened
    beforeAll(async () => {
      held = await open()
    })
    afterAll(() => held.close())
    for (const { name: rule, check } of storeContract) it(rule, () => check(held.store))
  })
}
