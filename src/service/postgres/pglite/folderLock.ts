// A lock on a folder: two processes with one PGlite folder would destroy its files, and PGlite does not prevent it. The
// operating system holds the lock for as long as the file is open, so that it ends with its process, however that ends.
import { closeSync, openSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/** The package of the lock, an optional one: only folders need it. */
export const lockPackage = 'fs-native-extensions'

/** The part of the package that is used here; it has no types. False: another descriptor has the lock. */
interface Locks {
  readonly tryLock: (descriptor: number) => boolean
}

const require = createRequire(import.meta.url)

// Loaded when a folder is opened. Not by lockPackage: what looks for unused packages finds literal names only.
const loadLocks = (): Locks => require('fs-native-extensions')

/**
 * Locks a folder for this process, creating it if needed; gives a function that unlocks it. Rejects where another
 * process, or this one, has it. The locked file stays: whoever removed it could lock a file that others no longer see.
 */
export const lockFolder = async (folder: string): Promise<() => Promise<void>> => {
  const { tryLock } = loadLocks()
  await mkdir(folder, { recursive: true })
  // A plain descriptor: a FileHandle would be closed, and so unlocked, when it is no longer referenced.
  const descriptor = openSync(join(folder, 'lock'), 'a')
  try {
    if (!tryLock(descriptor)) throw new Error(`${folder} is in use; only one process at a time can open it`)
  } catch (error) {
    closeSync(descriptor)
    throw error
  }
  return async () => closeSync(descriptor)
}
