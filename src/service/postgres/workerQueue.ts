// A queue in a PostgreSQL server: graphile-worker, an optional package that is loaded only when a queue is opened.
import { setTimeout as wait } from 'node:timers/promises'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Pool } from 'pg'
import type { QueueEntry, QueueHandler, StoreError, WorkQueue } from '../index.js'
import { defaultSchema, queueSchemaOf } from './migration/schema.js'
import { migrateWorkerQueue, type WorkerQueueLocation } from './migration/workerQueueMigration.js'
import { openError } from './openError.js'
import { openPool } from './pg/pgPool.js'
import { type QueueEntries, queueEntriesIn, task } from './queueEntries.js'

/** Where the queue is, and how much of its work this process does. */
export interface WorkerQueueOptions extends WorkerQueueLocation {
  /**
   * How many sessions this process works on at once.
   * @defaultValue 4
   */
  readonly concurrency?: number
  /**
   * How long after the last sign of life of its process a session is handed to another one, in milliseconds. Work that
   * blocks the event loop for longer is begun again elsewhere.
   * @defaultValue 20,000
   */
  readonly lockDuration?: number
}

/** How often a worker looks for an entry that is due, in milliseconds. */
const pollInterval = 500

/** How long to wait before workers that have given up are replaced, in milliseconds. */
const restartDelay = 1_000

/** The connections of the workers, which need none while they work, and the one that listens. */
const maxConnections = 5

/** An entry is put off this many times within its lock's duration. */
const signsOfLife = 4

/** Handles an entry while another one waits in its place, in case this process dies, with an attempt more. */
const handlerOf =
  (entries: QueueEntries, lockDuration: number, handler: QueueHandler) =>
  async (entry: QueueEntry): Promise<void> => {
    const putOff = () =>
      entries.replace({ entry: { ...entry, attempt: entry.attempt + 1 }, delay: lockDuration })
    await putOff()
    let sign: Promise<void> | null = null
    const signs = setInterval(() => {
      // One that fails, while the database is away, is made up for by the next.
      sign ??= putOff()
        .catch(() => undefined)
        .finally(() => {
          sign = null
        })
    }, lockDuration / signsOfLife)
    const next = await handler(entry).finally(() => clearInterval(signs))
    // It must not come after the entry that follows.
    await sign
    await (next === null ? entries.remove(entry.key) : entries.replace(next))
  }

const queueIn = async ({
  database,
  connectionString,
  schema,
  concurrency,
  lockDuration,
}: Required<WorkerQueueOptions>): Promise<WorkQueue> => {
  const { Logger, run } = await import('graphile-worker')
  const entries = queueEntriesIn(database, schema, lockDuration)
  const workersFor = (pgPool: Pool, handler: QueueHandler) => {
    const handle = handlerOf(entries, lockDuration, handler)
    return run({
      schema,
      logger: new Logger(() => () => {}),
      pgPool,
      // PgBouncer's transaction mode has no prepared statements.
      noPreparedStatements: true,
      concurrency,
      pollInterval,
      noHandleSignals: true,
      // Otherwise graphile-worker looks for a crontab file in the current folder.
      parsedCronItems: [],
      // Only the queue's entries are payloads of this task.
      taskList: { [task]: (payload) => handle(payload as QueueEntry) },
    })
  }

  return {
    put: entries.put,
    run: async (handler) => {
      await entries.clean()
      const stopping = new AbortController()
      const pool = await openPool({
        connectionString,
        maxConnections: Math.min(concurrency + 1, maxConnections),
      })
      let workers = await workersFor(pool, handler)
      // Workers end for good when their database stays unreachable; start new ones.
      const restarting = (async () => {
        for (;;) {
          await workers.promise.catch(() => undefined)
          await wait(restartDelay, undefined, { signal: stopping.signal }).catch(() => undefined)
          if (stopping.signal.aborted) return workers.stop().catch(() => undefined)
          workers = await workersFor(pool, handler).catch(() => workers)
        }
      })()
      return async () => {
        stopping.abort()
        await workers.stop().catch(() => undefined)
        await restarting
        await pool.end()
      }
    },
  }
}

/**
 * Opens the queue in a PostgreSQL server. Needs the packages `graphile-worker` and `pg`. Migrates its tables first, unless
 * they are up to date. Of all processes that share the queue, one at a time works on a session.
 *
 * @example
 * import { type Database, openWorkerQueue } from 'exact-match-session/service/postgres'
 *
 * const open = (database: Database) =>
 *   openWorkerQueue({ database, connectionString: 'postgres://localhost/sessions' })
 */
export const openWorkerQueue = ({
  database,
  connectionString,
  concurrency = 4,
  lockDuration = 20_000,
  schema = defaultSchema,
}: WorkerQueueOptions): TE.TaskEither<StoreError, WorkQueue> =>
  pipe(
    migrateWorkerQueue({ database, connectionString, schema }),
    TE.flatMap(() =>
      TE.tryCatch(
        () =>
          queueIn({ database, connectionString, schema: queueSchemaOf(schema), concurrency, lockDuration }),
        openError('graphile-worker'),
      ),
    ),
  )
