// One process to a folder: two databases in one folder would destroy it, and nothing else keeps them apart.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { kill, pid as own } from 'node:process'

const isAlive = (pid: number): boolean => {
  try {
    // Signal 0 asks whether the process is there and does nothing to it.
    return kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

const ownerOf = async (file: string): Promise<number> => Number.parseInt(await readFile(file, 'utf8'), 10)

const write = (file: string): Promise<void> => writeFile(file, `${own}\n`, { flag: 'wx' })

const isThere = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EEXIST'

/**
 * Takes a folder for this process, making it where there is none; gives what frees it again. A process that was
 * killed leaves its mark behind, which then holds nobody up. Rejects where another process has the folder.
 */
export const lockFolder = async (folder: string): Promise<() => Promise<void>> => {
  const file = join(folder, 'process')
  await mkdir(folder, { recursive: true })
  try {
    await write(file)
  } catch (error) {
    if (!isThere(error)) throw error
    const owner = await ownerOf(file)
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
