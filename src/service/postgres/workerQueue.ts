// A queue in a PostgreSQL server: graphile-worker, an optional package that is loaded only when a queue is opened.
import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Pool } from 'pg'
import type { SessionKey, StoreError, Work, WorkQueue } from '../index.js'
import type { Database } from './database.js'
import { defaultSchema, queueSchemaOf, quoteIdentifier } from './migration/schema.js'
import { migrateWorkerQueue, type WorkerQueueLocation } from './migration/workerQueueMigration.js'
import { openError } from './openError.js'
import { openPool } from './pg/pgPool.js'

/** Where the queue is, and how much of its work this process does. */
export interface WorkerQueueOptions extends WorkerQueueLocation {
  /**
   * How many sessions this process works on at once.
   * @defaultValue 4
   */
  readonly concurrency?: number
}

const task = 'process_session'

const addJob = (schema: string): string => `
  select from ${quoteIdentifier(schema)}.add_job('${task}', json_build_object('datastoreId', $1::text, 'id', $2::text),
    job_key := $3, run_at := now() + $4 * interval '1 ms', job_key_mode := $5)`

/** A hash, because a job key has a limited length and ids may be longer. */
const jobKeyOf = ({ datastoreId, id }: SessionKey): string =>
  createHash('sha256')
    .update(JSON.stringify([datastoreId, id]))
    .digest('hex')

const putterOf =
  ({ query }: Database, schema: string, mode: 'preserve_run_at' | 'replace') =>
  async (key: SessionKey, delay: number): Promise<void> => {
    await query(addJob(schema), [key.datastoreId, key.id, jobKeyOf(key), delay, mode])
  }

/** How often a worker looks for work that is due, in milliseconds. */
const pollInterval = 500

/** How long to wait before workers that have given up are replaced, in milliseconds. */
const restartDelay = 1_000

const queueIn = async ({
  database,
  connectionString,
  schema,
  concurrency,
}: Required<WorkerQueueOptions>): Promise<WorkQueue> => {
  const { Logger, run } = await import('graphile-worker')
  const replace = putterOf(database, schema, 'replace')
  const workersFor = (pgPool: Pool, work: Work) =>
    run({
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
      taskList: {
        [task]: async (payload) => {
          // Only add_job above writes payloads of this task, each of them a key.
          const key = payload as SessionKey
          const delay = await work(key)
          if (delay !== null) await replace(key, delay)
        },
      },
    })

  return {
    put: putterOf(database, schema, 'preserve_run_at'),
    run: async (work) => {
      const stopping = new AbortController()
      const pool = await openPool({ connectionString, maxConnections: concurrency + 1 })
      let workers = await workersFor(pool, work)
      // Workers end for good when their database stays unreachable; start new ones.
      const restarting = (async () => {
        for (;;) {
          await workers.promise.catch(() => undefined)
          await wait(restartDelay, undefined, { signal: stopping.signal }).catch(() => undefined)
          if (stopping.signal.aborted) return workers.stop().catch(() => undefined)
          workers = await workersFor(pool, work).catch(() => workers)
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
  schema = defaultSchema,
}: WorkerQueueOptions): TE.TaskEither<StoreError, WorkQueue> =>
  pipe(
    migrateWorkerQueue({ database, connectionString, schema }),
    TE.flatMap(() =>
      TE.tryCatch(
        () => queueIn({ database, connectionString, schema: queueSchemaOf(schema), concurrency }),
        openError('graphile-worker'),
      ),
    ),
  )
