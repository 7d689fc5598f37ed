// Removes the bytes that nobody needs, when a server starts and every now and then.
import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { Logger } from 'pino'
import type { StoreError } from '../../service/index.js'
import { loggable } from './log.js'

/** In milliseconds. */
const interval = 600_000

/** Sweeps until the function that it gives is called. */
export const sweepBlocks = (sweep: TE.TaskEither<StoreError, number>, log: Logger): (() => void) => {
  const run = async (): Promise<void> => {
    const removed = await sweep()
    if (E.isLeft(removed)) log.error(loggable(removed.left), 'sweeping failed')
    else if (removed.right > 0) log.info({ blocks: removed.right }, 'swept')
  }
  void run()
  const timer = setInterval(() => void run(), interval)
  timer.unref()
  return () => clearInterval(timer)
}
