// PostgreSQL in this process: PGlite, in memory or in a folder. An optional package, loaded only when it is opened.
import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { StoreError } from '../index.js'
import { pgliteParsers } from './columnTypes.js'
import type { Database, DatabaseRow, OpenDatabase, Query } from './database.js'
import { lockFolder, lockPackage } from './folderLock.js'
import { openError } from './openError.js'

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

/** Creates the files under a temporary name first, so that a process that is killed leaves no incomplete database. */
const createFiles = async (files: string, open: (path: string) => Promise<OpenDatabase>): Promise<void> => {
  const unfinished = `${files}.new`
  await rm(unfinished, { recursive: true, force: true })
  await (await open(unfinished)).close()
  await rename(unfinished, files)
}

/** Where an embedded database keeps its files. */
export interface PgliteOptions {
  /** The folder of its files, for one process at a time; in memory, unless set. */
  readonly folder?: string
}

/**
 * Opens an embedded PostgreSQL. Needs the package `@electric-sql/pglite`.
 *
 * @example
 * import { openPglite } from 'exact-match-session/service/postgres'
 *
 * const open = openPglite({ folder: 'sessions' })
 */
export const openPglite = ({ folder }: PgliteOptions = {}): TE.TaskEither<StoreError, OpenDatabase> =>
  TE.tryCatch(
    async () => {
      const { PGlite } = await import('@electric-sql/pglite')
      const open = async (path: string | undefined, onClose: () => Promise<void>): Promise<OpenDatabase> => {
        const pglite = await PGlite.create(path)
        return { ...pgliteDatabase(pglite), close: () => pglite.close().finally(onClose) }
      }
      if (folder === undefined) return open(undefined, async () => {})
      const unlock = await lockFolder(folder)
      try {
        const files = join(folder, 'postgres')
        if (!existsSync(files)) await createFiles(files, (path) => open(path, async () => {}))
        return await open(files, unlock)
      } catch (error) {
        await unlock()
        throw error
      }
    },
    openError('@electric-sql/pglite', ...(folder === undefined ? [] : [lockPackage])),
  )
