// PostgreSQL in this process: PGlite, in memory or in a folder. An optional package, loaded only when it is opened.
import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { StoreError } from '../../index.js'
import type { Database, DatabaseRow, OpenDatabase, Query } from '../database.js'
import { openError } from '../openError.js'
import { pgliteParsers } from '../pg/columnTypes.js'
import { openFolderDatabase } from './folderDatabase.js'
import { lockFolder, lockPackage } from './folderLock.js'
import { checkFreeSpace } from './freeSpace.js'
import { findPglite, openThread } from './pgliteThread.js'

interface Queryable {
  readonly query: (
    text: string,
    values: Array<unknown>,
    options: { readonly parsers: Record<number, (text: string) => unknown> },
  ) => Promise<{ readonly rows: ReadonlyArray<unknown> }>
}

/** The part of a PGlite that a store needs. */
export interface PGliteLike extends Queryable {
  readonly transaction: <A>(work: (inside: Queryable) => Promise<A>) => Promise<A>
}

const queryOf =
  (queryable: Queryable): Query =>
  async (text, values) => {
    const { rows } = await queryable.query(text, [...values], { parsers: pgliteParsers })
    // Rows are objects unless a query asks for arrays.
    return rows as ReadonlyArray<DatabaseRow>
  }

/**
 * A PGlite as a database.
 *
 * @example
 * import { PGlite } from '@electric-sql/pglite'
 * import { pgliteDatabase } from 'exact-match-session/service/postgres'
 *
 * const open = async () => pgliteDatabase(await PGlite.create())
 */
export const pgliteDatabase = (pglite: PGliteLike): Database => ({
  query: queryOf(pglite),
  transaction: (work) => pglite.transaction((inside) => work(queryOf(inside))),
})

/** How long to wait for an answer or for other requests, in milliseconds; after that the store is `unavailable`. */
const defaultTimeout = 10_000

/** Creates the files under a temporary name first, so that a process that is killed leaves no incomplete database. */
const createFiles = async (files: string, timeout: number): Promise<void> => {
  const unfinished = `${files}.new`
  await rm(unfinished, { recursive: true, force: true })
  await (await openThread(unfinished, timeout)).close()
  await rename(unfinished, files)
}

const openInMemory = async (): Promise<OpenDatabase> => {
  const { PGlite } = await import('@electric-sql/pglite')
  const pglite = await PGlite.create()
  return { ...pgliteDatabase(pglite), close: () => pglite.close() }
}

const openFolder = async (folder: string, timeout: number): Promise<OpenDatabase> => {
  // Before the folder is created.
  findPglite()
  const unlock = await lockFolder(folder)
  try {
    await checkFreeSpace(folder)
    const files = join(folder, 'postgres')
    if (!existsSync(files)) await createFiles(files, timeout)
    const database = await openFolderDatabase(files, folder, timeout)
    let closing: Promise<void> | null = null
    const close = (): Promise<void> => {
      closing ??= database.close().finally(unlock)
      return closing
    }
    return { ...database, close }
  } catch (error) {
    await unlock()
    throw error
  }
}

/** Where an embedded database keeps its files. */
export interface PgliteOptions {
  /** The folder of its files, for one process at a time; in memory, unless set. */
  readonly folder?: string
  /**
   * How long to wait for an answer of a database in a folder, in milliseconds; after that the store is `unavailable`,
   * and the database is opened again.
   * @defaultValue 10,000
   */
  readonly timeout?: number
}

/**
 * Opens an embedded PostgreSQL. Needs the package `@electric-sql/pglite`. One in a folder runs in a thread of its own,
 * and is opened again by itself if it stands still. It writes only while 20 MiB of the disk are free.
 *
 * @example
 * import { openPglite } from 'exact-match-session/service/postgres'
 *
 * const open = openPglite({ folder: 'sessions' })
 */
export const openPglite = ({
  folder,
  timeout = defaultTimeout,
}: PgliteOptions = {}): TE.TaskEither<StoreError, OpenDatabase> =>
  TE.tryCatch(
    () => (folder === undefined ? openInMemory() : openFolder(folder, timeout)),
    openError('@electric-sql/pglite', ...(folder === undefined ? [] : [lockPackage])),
  )
