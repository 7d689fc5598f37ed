// Data on stdout, as fast as whoever reads it takes it, and no faster.
import { once } from 'node:events'

/** Writes text; resolves when more can be written. */
export const write = async (text: string): Promise<void> => {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain')
}

/** Whoever reads stdout may have enough, as `head` does: then there is nothing left to do, and nothing went wrong. */
export const endWithReader = (code: number): void => {
  process.stdout.once('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(code)
  })
}
