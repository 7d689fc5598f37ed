// A store of blocks in a folder: a folder for each session, and a file for each block. A file appears under its name when
// its bytes are on the disk; until then its name ends in `.part`.
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { storeError } from '../store/storeError.js'
import type { BlockContent, BlockName, BlockStore } from './blockStore.js'

/** A hash, because an id may be longer than the name of a file, and differ from another in case alone. */
const fileOf = ({ id, digest }: BlockName): string =>
  createHash('sha256')
    .update(JSON.stringify([id, digest]))
    .digest('hex')

const attempt = <A>(work: () => Promise<A>) => TE.tryCatch(work, (error) => storeError(error))

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** The names of what is in a folder; none where there is no folder. */
const filesIn = (folder: string): Promise<ReadonlyArray<string>> =>
  readdir(folder).catch((error) => (isMissing(error) ? [] : Promise.reject(error)))

/** Writes what is in a folder, its names, to the disk. */
const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Writes chunks to a new file and to the disk; gives their size. */
const writeChunks = async (file: FileHandle, chunks: BlockContent['chunks']): Promise<number> => {
  let size = 0
  try {
    for await (const chunk of chunks) {
      await file.writeFile(chunk)
      size += chunk.length
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return size
}

/** Opens a file for reading, so that it stays readable though it is removed meanwhile; null where there is none. */
const reading = async (path: string): Promise<AsyncIterable<Uint8Array> | null> => {
  try {
    const file = await open(path, 'r')
    return createReadStream(path, { fd: file })
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

/**
 * A store of blocks in a folder, which is made if needed. Several processes may use it, if they use one store of sessions.
 *
 * @example
 * import { createFolderBlockStore } from 'exact-match-session/service'
 *
 * const blocks = createFolderBlockStore('blocks')
 */
export const createFolderBlockStore = (folder: string): BlockStore => {
  const folderOf = (uid: string): string => join(folder, encodeURIComponent(uid))

  /** Makes the folder of a session, so that it is there also after the system has failed. */
  const makeFolder = async (uid: string): Promise<void> => {
    const made = await mkdir(folderOf(uid), { recursive: true })
    if (made === undefined) return
    await syncFolder(dirname(made))
    if (made !== folderOf(uid)) await syncFolder(folder)
  }

  const removeFiles = async (uid: string, files: ReadonlyArray<string>): Promise<void> => {
    await Promise.all(files.map((file) => rm(join(folderOf(uid), file), { force: true })))
  }

  return {
    put: (uid, id, { chunks, digest }) =>
      attempt(async () => {
        await makeFolder(uid)
        const part = join(folderOf(uid), `${randomUUID()}.part`)
        try {
          const size = await writeChunks(await open(part, 'wx'), chunks)
          const block = { id, digest: digest(), size }
          await rename(part, join(folderOf(uid), fileOf(block)))
          await syncFolder(folderOf(uid))
          return block
        } catch (error) {
          await rm(part, { force: true }).catch(() => undefined)
          // A sweep removed the part: without the code of the system, the error is one that passes.
          throw isMissing(error) ? new Error('the file was removed while it was written') : error
        }
      }),
    get: (uid, name) => attempt(() => reading(join(folderOf(uid), fileOf(name)))),
    remove: (uid, name) => attempt(() => removeFiles(uid, [fileOf(name)])),
    retain: (uid, names) =>
      attempt(async () => {
        const kept = new Set(names.map(fileOf))
        const files = (await filesIn(folderOf(uid))).filter((file) => !kept.has(file))
        if (kept.size === 0) await rm(folderOf(uid), { recursive: true, force: true })
        else await removeFiles(uid, files)
        return files.filter((file) => !file.endsWith('.part')).length
      }),
    sessions: () => attempt(async () => (await filesIn(folder)).map(decodeURIComponent)),
  }
}
