// A lock on a folder: two processes with one PGlite folder would destroy its files, and PGlite does not prevent it.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { kill, pid as own } from 'node:process'

const isAlive = (pid: number): boolean => {
  try {
    // Signal 0 only checks whether the process exists.
    return kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

const readOwner = async (file: string): Promise<number> => Number.parseInt(await readFile(file, 'utf8'), 10)

const write = (file: string): Promise<void> => writeFile(file, `${own}\n`, { flag: 'wx' })

const alreadyExists = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EEXIST'

/**
 * Locks a folder for this process, creating it if needed; gives a function that unlocks it. The lock of a process that
 * was killed is ignored. Rejects where another process has the folder.
 */
export const lockFolder = async (folder: string): Promise<() => Promise<void>> => {
  const file = join(folder, 'process')
  await mkdir(folder, { recursive: true })
  try {
    await write(file)
  } catch (error) {
    if (!alreadyExists(error)) throw error
    const owner = await readOwner(file)
    if (isAlive(owner)) {
      throw new Error(
        owner === own
          ? `${folder} is open in this process already`
          : `${folder} is in use by the process ${owner}; if that is another program, remove ${file}`,
      )
    }
    await rm(file, { force: true })
    await write(file)
  }
  return () => rm(file, { force: true })
}
