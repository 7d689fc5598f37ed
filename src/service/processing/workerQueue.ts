// A job queue in a PostgreSQL server: graphile-worker. Loaded when it is opened: nobody else needs it.
import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Pool } from 'pg'
import type { Unavailable } from '../serviceError.js'
import { nameOf, type SessionKey } from '../sessionStore.js'
import type { Database } from '../store/database.js'
import { alone } from '../store/migration.js'
import { cannotOpen } from '../store/opening.js'
import { openPool } from '../store/pgPool.js'
import type { JobQueue, Work } from './jobQueue.js'

/** Where the queue is, and how much of it is done here. */
export interface WorkerQueueOptions {
  /** The database of the queue, which may be that of the sessions. */
  readonly database: Database
  /** The same database once more, for the connections of the workers: `postgres://user:password@host:port/database`. */
  readonly connectionString: string
  /** How many jobs this process does at once; 4 by default. */
  readonly concurrency?: number
}

const task = 'process_session'

/** A schema of its own, apart from a queue that the same database may have already. */
const schema = 'exact_match_worker'

const addJob = `
  select from ${schema}.add_job('${task}', json_build_object('datastoreId', $1::text, 'id', $2::text),
    job_key := $3, run_at := now() + $4 * interval '1 ms', job_key_mode := $5)`

/** Ids may be longer than the queue takes a name. */
const jobKeyOf = (key: SessionKey): string => createHash('sha256').update(nameOf(key)).digest('hex')

const adder =
  ({ query }: Database, mode: 'preserve_run_at' | 'replace') =>
  async (key: SessionKey, delay: number): Promise<void> => {
    await query(addJob, [key.datastoreId, key.id, jobKeyOf(key), delay, mode])
  }

/** How often a worker looks for jobs that have come up, and how long it rests where it can't, in milliseconds. */
const pauses = { look: 500, rest: 1_000 }

/**
 * Opens the queue in a PostgreSQL server, for which `graphile-worker` and `pg` must be installed; the tables it lacks are made
 * first, in a schema of their own, `exact_match_worker`. However many processes run its jobs, each is run by one.
 *
 * @example
 * import { type Database, openWorkerQueue } from 'exact-match-session/service'
 *
 * const open = (database: Database) =>
 *   openWorkerQueue({ database, connectionString: 'postgres://localhost/sessions' })
 */
export const openWorkerQueue = ({
  database,
  connectionString,
  concurrency = 4,
}: WorkerQueueOptions): TE.TaskEither<Unavailable, JobQueue> =>
  TE.tryCatch(async () => {
    const { Logger, run, runMigrations } = await import('graphile-worker')
    const shared = { schema, logger: new Logger(() => () => {}) }
    // Its migrations don't wait for each other where processes start together.
    await alone(database, () => runMigrations({ ...shared, connectionString }))
    const again = adder(database, 'replace')

    const workersFor = (pgPool: Pool, work: Work) =>
      run({
        ...shared,
        pgPool,
        concurrency,
        pollInterval: pauses.look,
        noHandleSignals: true,
        // Without a list it would look for one in the folder it was started in.
        parsedCronItems: [],
        taskList: {
          [task]: async (payload) => {
            // Only add_job above writes payloads of this task.
            const key = payload as SessionKey
            const delay = await work(key)
            if (delay !== null) await again(key, delay)
          },
        },
      })

    return {
      put: adder(database, 'preserve_run_at'),
      run: async (work) => {
        const stopping = new AbortController()
        const pool = await openPool({ connectionString, maxConnections: concurrency + 1 })
        let workers = await workersFor(pool, work)
        // Workers give up when their database has been away for a while: others take their place.
        const keeping = (async () => {
          for (;;) {
            await workers.promise.catch(() => undefined)
            await wait(pauses.rest, undefined, { signal: stopping.signal }).catch(() => undefined)
            if (stopping.signal.aborted) return workers.stop().catch(() => undefined)
            workers = await workersFor(pool, work).catch(() => workers)
          }
        })()
        return async () => {
          stopping.abort()
          await workers.stop().catch(() => undefined)
          await keeping
          await pool.end()
        }
      },
    }
  }, cannotOpen('graphile-worker'))
