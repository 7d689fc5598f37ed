// What a server needs: a session store, a store of blocks, and the queue of processing jobs.
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import {
  type BlockStore,
  createFolderBlockStore,
  createMemoryBlockStore,
  createMemoryStore,
  createTimerQueue,
  type SessionStore,
  type StoreError,
  type WorkQueue,
} from '../../service/index.js'
import { createPostgresStore, openPg, openPglite, openWorkerQueue } from '../../service/postgres/index.js'
import type { Failure } from '../failure.js'

/** Where sessions are kept: in a folder, in a PostgreSQL server or, by default, in memory. */
export interface StorageOptions {
  readonly data?: string
  readonly databaseUrl?: string
  /** The schema of the tables in the server. */
  readonly schema?: string
  /** The folder of the bytes of blocks; in the folder of the sessions, or else in memory, unless set. */
  readonly blocks?: string
}

/** A store and a queue, until they are closed. */
export interface Backend {
  readonly store: SessionStore
  readonly blocks: BlockStore
  readonly queue: WorkQueue
  /** Resolves if the store answers. */
  readonly ping: () => Promise<unknown>
  readonly close: () => Promise<void>
}

const failureOf = ({ message }: StoreError): Failure => ({ message })

/** How many sessions are worked on at once in a server: work that only waits is cheap, to look for it is not. */
const concurrency = 16

/** In this process all sessions are, at once. */
const timerQueue = (): WorkQueue => createTimerQueue({ concurrency: Number.POSITIVE_INFINITY })

const nothing = async (): Promise<void> => {}

const blocksOf = ({ data, blocks }: StorageOptions): BlockStore => {
  const folder = blocks ?? (data === undefined ? undefined : join(data, 'blocks'))
  return folder === undefined ? createMemoryBlockStore() : createFolderBlockStore(folder)
}

const memoryBackend = (blocks: BlockStore): Backend => ({
  store: createMemoryStore(),
  blocks,
  queue: timerQueue(),
  ping: nothing,
  close: nothing,
})

/** Opens the database and creates missing tables; closes the database again if that fails. */
const databaseBackend = (
  { data, databaseUrl, schema: name }: StorageOptions,
  blocks: BlockStore,
): TE.TaskEither<Failure, Backend> => {
  const schema = name === undefined ? {} : { schema: name }
  return pipe(
    databaseUrl === undefined
      ? openPglite(data === undefined ? {} : { folder: data })
      : openPg({ connectionString: databaseUrl }),
    TE.flatMap((database) =>
      pipe(
        TE.Do,
        TE.bind('store', () => createPostgresStore(database, schema)),
        TE.bind('queue', () =>
          databaseUrl === undefined
            ? TE.right(timerQueue())
            : openWorkerQueue({ database, connectionString: databaseUrl, concurrency, ...schema }),
        ),
        TE.bimap(
          (error) => ({ error, database }),
          (parts) => ({
            ...parts,
            blocks,
            ping: () => database.query('select 1', []),
            close: database.close,
          }),
        ),
        TE.orElse(({ error }) => async () => {
          await database.close()
          return E.left(error)
        }),
      ),
    ),
    TE.mapLeft(failureOf),
  )
}

/** Opens the store. PGlite is loaded for a folder only. */
export const openBackend = (options: StorageOptions): TE.TaskEither<Failure, Backend> =>
  options.data === undefined && options.databaseUrl === undefined
    ? TE.right(memoryBackend(blocksOf(options)))
    : databaseBackend(options, blocksOf(options))
