// A database in a folder that is opened again after it has failed: its thread is ended, and the next one recovers what
// was committed, as after a kill. PGlite has one connection, so statements and transactions take turns.
import type { OpenDatabase, Query } from '../database.js'
import { newTurns } from '../turns.js'
import { checkFreeSpace } from './freeSpace.js'
import { openThread, type PgliteThread } from './pgliteThread.js'

/** How long to wait before files that could not be opened are opened again, in milliseconds. */
const reopenDelay = 3_000

/** How long `close` waits for a statement that is running, in milliseconds. */
const closeTimeout = 2_000

/** Errors after which PGlite is not to be trusted: 53100 disk_full, 58030 io_error, XX000 internal_error. */
const isFatal = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(?:53100|58030|XX\w{3})$/.test(String(error.code))

const isRead = (text: string): boolean => /^\s*select\b/i.test(text)

/** A database over files, in a folder whose disk is watched; `close` resolves when nothing uses the files any more. */
export const openFolderDatabase = async (
  files: string,
  folder: string,
  timeout: number,
): Promise<OpenDatabase> => {
  let thread: PgliteThread | null = await openThread(files, timeout)
  /** Why the files could not be opened a moment ago. */
  let failure: unknown = null
  let closed = false
  const takeTurn = newTurns(timeout)

  const reopen = async (): Promise<PgliteThread> => {
    if (closed) throw new Error(`${folder} is closed`)
    if (failure !== null) throw failure
    try {
      // PGlite does not say why it can't open its files.
      await checkFreeSpace(folder)
      return await openThread(files, timeout)
    } catch (error) {
      failure = error
      setTimeout(() => {
        failure = null
      }, reopenDelay).unref()
      throw error
    }
  }

  const current = async (): Promise<PgliteThread> => {
    if (thread === null || thread.hasEnded()) thread = await reopen()
    return thread
  }

  const queryOf =
    (used: PgliteThread): Query =>
    async (text, values) => {
      try {
        return await used.query(text, values)
      } catch (error) {
        if (isFatal(error)) await used.end()
        throw error
      }
    }

  return {
    query: (text, values) =>
      takeTurn(async () => {
        if (!isRead(text)) await checkFreeSpace(folder)
        return queryOf(await current())(text, values)
      }),
    transaction: (work) =>
      takeTurn(async () => {
        await checkFreeSpace(folder)
        const used = await current()
        const query = queryOf(used)
        await query('begin', [])
        try {
          const result = await work(query)
          await query('commit', [])
          return result
        } catch (error) {
          // A transaction that can't be rolled back ends with its thread.
          if (!used.hasEnded()) await used.query('rollback', []).catch(() => used.end())
          throw error
        }
      }),
    close: async () => {
      closed = true
      await takeTurn(async () => thread?.close(), closeTimeout).catch(() => thread?.end())
    },
  }
}
