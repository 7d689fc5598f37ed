// Ends abandoned sessions and removes bytes that nobody needs, when a server starts and every now and then.
import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { Logger } from 'pino'
import type { ServiceError } from '../../service/index.js'
import { loggable } from './log.js'

/** A task that removes something, and how the log names that. */
export interface SweepTask {
  readonly removed: string
  readonly run: TE.TaskEither<ServiceError, number>
}

/** In milliseconds. */
const interval = 600_000

/** Runs the tasks in their order, again and again, until the function that it gives is called; waits for none. */
export const startSweeping = (tasks: ReadonlyArray<SweepTask>, log: Logger): (() => void) => {
  let isStopped = false
  let running = Promise.resolve()
  const sweep = async (): Promise<void> => {
    for (const { removed, run } of tasks) {
      if (isStopped) return
      const count = await run()
      if (isStopped) return
      if (E.isLeft(count)) log.error(loggable(count.left), `${removed}: sweeping failed`)
      else if (count.right > 0) log.info({ [removed]: count.right }, 'swept')
    }
  }
  const start = (): void => {
    running = running.then(sweep)
  }
  start()
  const timer = setInterval(start, interval)
  return () => {
    isStopped = true
    clearInterval(timer)
  }
}
