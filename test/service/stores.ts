// Every store there is, each opened on its own.
import {
  createMemoryStore,
  createPostgresStore,
  type OpenDatabase,
  openPg,
  openPglite,
  type SessionStore,
} from '../../src/service/index.js'
import { newDatabase, server } from './database.js'
import { initializedFolder } from './initializedFolder.js'
import { right } from './outcome.js'

export interface OpenStore {
  readonly store: SessionStore
  readonly close: () => Promise<void>
}

const over = async (database: OpenDatabase): Promise<OpenStore> => ({
  store: await right(createPostgresStore(database)),
  close: database.close,
})

const inServer = async (): Promise<OpenStore> => {
  const { url, drop } = await newDatabase()
  const { store, close } = await over(await right(openPg({ connectionString: url })))
  return { store, close: () => close().then(drop) }
}

const inProcess = async (): Promise<OpenStore> => {
  const { folder, remove } = await initializedFolder()
  const { store, close } = await over(await right(openPglite({ folder })))
  return { store, close: () => close().then(remove) }
}

/** The stores by where they keep what they keep; that in a server only where there is one. */
export const stores: Readonly<Record<string, () => Promise<OpenStore>>> = {
  memory: async () => ({ store: createMemoryStore(), close: async () => {} }),
  'PostgreSQL in this process': inProcess,
  ...(server === null ? {} : { 'PostgreSQL in a server': inServer }),
}
