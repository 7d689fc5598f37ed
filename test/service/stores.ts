// Every store, to run the same tests over each.
import { createMemoryStore, type SessionStore } from '../../src/service/index.js'
import {
  createPostgresStore,
  type OpenDatabase,
  openPg,
  openPglite,
} from '../../src/service/postgres/index.js'
import { newDatabase, server } from './database.js'
import { initializedFolder } from './initializedFolder.js'
import { right } from './outcome.js'

export interface OpenStore {
  readonly store: SessionStore
  readonly close: () => Promise<void>
}

const openStore = async (database: OpenDatabase): Promise<OpenStore> => ({
  store: await right(createPostgresStore(database)),
  close: database.close,
})

const openInServer = async (): Promise<OpenStore> => {
  const { url, drop } = await newDatabase()
  const { store, close } = await openStore(await right(openPg({ connectionString: url })))
  return { store, close: () => close().then(drop) }
}

const openInProcess = async (): Promise<OpenStore> => {
  const { folder, remove } = await initializedFolder()
  const { store, close } = await openStore(await right(openPglite({ folder })))
  return { store, close: () => close().then(remove) }
}

/** The stores by where they keep their data. */
export const stores: Readonly<Record<string, () => Promise<OpenStore>>> = {
  memory: async () => ({ store: createMemoryStore(), close: async () => {} }),
  'PostgreSQL in this process': openInProcess,
  ...(server === null ? {} : { 'PostgreSQL in a server': openInServer }),
}
