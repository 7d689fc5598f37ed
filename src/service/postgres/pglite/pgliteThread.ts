// PGlite in a thread of its own. In the main thread a database that stands still, as it does on a full disk, would stop
// everything: no request would be answered, no timer would run and no signal be handled. A thread can be ended.
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import type { DatabaseRow, Query } from '../database.js'

/** A database in a thread. */
export interface PgliteThread {
  readonly query: Query
  /** Whether it can answer no more: it has ended, or has stood still and was ended. */
  readonly hasEnded: () => boolean
  /** Closes the database and ends the thread; ends it in any case. */
  readonly close: () => Promise<void>
  /** Ends the thread as a kill ends a process: what was committed is there when the files are opened again. */
  readonly end: () => Promise<unknown>
}

/** What the thread sends: the answer to the message of this number, the first being that it has opened the files. */
interface Answer {
  readonly number: number
  readonly rows?: ReadonlyArray<DatabaseRow>
  readonly error?: { readonly code: string | null; readonly message: string }
}

interface Waiting {
  readonly resolve: (rows: ReadonlyArray<DatabaseRow>) => void
  readonly reject: (error: Error) => void
  readonly timer: NodeJS.Timeout
}

// Text, so that it needs no file beside a bundle. Errors are sent without the parameters that PGlite attaches to them.
const program = `
const { parentPort, workerData } = require('node:worker_threads')
const run = (number, task) =>
  task().then(
    (rows) => parentPort.postMessage({ number, rows }),
    ({ code, message }) => parentPort.postMessage({ number, error: { code: code ?? null, message } }),
  )
let database
run(0, async () => {
  const { PGlite } = require(workerData.pglite)
  database = await PGlite.create(workerData.path)
  return []
})
parentPort.on('message', ({ number, text, values }) =>
  run(number, async () => text === null ? (await database.close(), []) : (await database.query(text, values)).rows))`

/** Found from here, because the thread's own program is in no folder. */
const require = createRequire(import.meta.url)

/** The file of the package; throws where it is not installed. */
export const findPglite = (): string => require.resolve('@electric-sql/pglite')

const errorOf = ({ code, message }: NonNullable<Answer['error']>): Error =>
  Object.assign(new Error(message), code === null ? {} : { code })

/** How long the files may take to open, and to close, in milliseconds. */
const [openTimeout, closeTimeout] = [60_000, 5_000]

/** Opens the database in a folder; rejects where that fails. An answer may take `timeout` milliseconds. */
export const openThread = async (path: string, timeout: number): Promise<PgliteThread> => {
  const workerData = { pglite: findPglite(), path }
  const worker = new Worker(program, { eval: true, workerData })
  const waiting = new Map<number, Waiting>()
  let ended = false
  let last = 0

  /** Only a thread that somebody waits for keeps the process alive. */
  const settle = (number: number): Waiting | undefined => {
    const found = waiting.get(number)
    if (found === undefined) return undefined
    clearTimeout(found.timer)
    waiting.delete(number)
    if (waiting.size === 0) worker.unref()
    return found
  }

  const end = (reason: string): Promise<unknown> => {
    ended = true
    for (const number of waiting.keys()) settle(number)?.reject(new Error(reason))
    return worker.terminate()
  }

  const answerTo = (number: number, limit: number): Promise<ReadonlyArray<DatabaseRow>> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => end(`${path} did not answer within ${limit} ms`), limit)
      waiting.set(number, { resolve, reject, timer })
      worker.ref()
    })

  const ask = (text: string | null, values: ReadonlyArray<unknown>, limit: number) => {
    if (ended) return Promise.reject(new Error(`${path} is not open any more`))
    last += 1
    worker.postMessage({ number: last, text, values })
    return answerTo(last, limit)
  }

  worker.on('message', ({ number, rows, error }: Answer) => {
    const asked = settle(number)
    if (error === undefined) asked?.resolve(rows ?? [])
    else asked?.reject(errorOf(error))
  })
  worker.on('error', ({ message }) => end(message))
  worker.on('exit', () => end(`the thread of ${path} has ended`))

  try {
    await answerTo(0, openTimeout)
  } catch (error) {
    await end('it cannot be opened')
    throw error
  }
  return {
    query: (text, values) => ask(text, values, timeout),
    hasEnded: () => ended,
    close: async () => {
      await ask(null, [], closeTimeout).catch(() => undefined)
      await end('it was closed')
    },
    end: () => end('it was ended'),
  }
}
