// Writes a report, to a file or to a pipe that somebody reads.
import { constants, type FileHandle, open, stat, writeFile } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import * as E from 'fp-ts/lib/Either.js'
import type { Failure } from '../failure.js'

/** How often a named pipe is tried that has no reader yet, in milliseconds. */
const retryTime = 50

/**
 * Opens a named pipe once it has a reader; null if the signal aborts before. Opened without this, it would hold a
 * thread that nothing interrupts, and the process could not end.
 */
const openPipe = async (file: string, signal: AbortSignal): Promise<FileHandle | null> => {
  while (!signal.aborted) {
    try {
      return await open(file, constants.O_WRONLY | constants.O_NONBLOCK)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENXIO') throw error
      await setTimeout(retryTime)
    }
  }
  return null
}

const writeText = async (file: string, text: string, signal: AbortSignal): Promise<void> => {
  const isPipe = await stat(file).then(
    (found) => found.isFIFO(),
    () => false,
  )
  if (!isPipe) return writeFile(file, text)
  const pipe = await openPipe(file, signal)
  if (pipe === null) return
  // The pipe stays open meanwhile, so that its reader sees one writer. Written to itself, it would refuse what is more
  // than fits into it.
  await writeFile(file, text).finally(() => pipe.close())
}

/** Writes the report; returns why it can't be written, null if it was. */
export const writeReport = (file: string, text: string, signal: AbortSignal): Promise<Failure | null> =>
  writeText(file, text, signal).then(
    () => null,
    (error: unknown) => ({ message: `${file}: the report can't be written: ${E.toError(error).message}` }),
  )
