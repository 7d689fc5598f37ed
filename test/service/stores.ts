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

export interface OpenedDatabase {
  readonly database: OpenDatabase
  readonly close: () => Promise<void>
}

const openInServer = async (): Promise<OpenedDatabase> => {
  const { url, drop } = await newDatabase()
  const database = await right(openPg({ connectionString: url }))
  return { database, close: () => database.close().then(drop) }
}

const openInProcess = async (): Promise<OpenedDatabase> => {
  const { folder, remove } = await initializedFolder()
  const database = await right(openPglite({ folder }))
  return { database, close: () => database.close().then(remove) }
}

/** The databases of stores by where they keep their data. */
export const databases: Readonly<Record<string, () => Promise<OpenedDatabase>>> = {
  'PostgreSQL in this process': openInProcess,
  ...(server === null ? {} : { 'PostgreSQL in a server': openInServer }),
}

const openStore = (open: () => Promise<OpenedDatabase>) => async (): Promise<OpenStore> => {
  const { database, close } = await open()
  return { store: await right(createPostgresStore(database)), close }
}

/** The stores by where they keep their data. */
export const stores: Readonly<Record<string, () => Promise<OpenStore>>> = {
  memory: async () => ({ store: createMemoryStore(), close: async () => {} }),
  ...Object.fromEntries(Object.entries(databases).map(([name, open]) => [name, openStore(open)])),
}
