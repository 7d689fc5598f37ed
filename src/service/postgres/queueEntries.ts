// The entries of a queue, as jobs of graphile-worker. While a worker has an entry, another job with the same key waits in
// its place, and the worker puts that off again and again: once the worker is dead, it becomes due.
import { createHash } from 'node:crypto'
import type { DelayedEntry, QueueEntry, SessionKey } from '../index.js'
import type { Database } from './database.js'
import { quoteIdentifier } from './migration/schema.js'

/** The task of graphile-worker that handles an entry. */
export const task = 'process_session'

/** The entries of a queue. */
export interface QueueEntries {
  /** Adds an entry, unless one of its session waits, or has just been taken by a worker. */
  readonly put: (entry: QueueEntry) => Promise<void>
  /** Has an entry wait in place of any other of its session. */
  readonly replace: (delayed: DelayedEntry) => Promise<void>
  /** Removes the entry of a session that waits. */
  readonly remove: (key: SessionKey) => Promise<void>
  /** Deletes the jobs of workers that died, which others have replaced long ago. */
  readonly clean: () => Promise<void>
}

/** A hash, because a job key has a limited length and ids may be longer. */
const jobKeyOf = ({ datastoreId, id }: SessionKey): string =>
  createHash('sha256')
    .update(JSON.stringify([datastoreId, id]))
    .digest('hex')

/** The entries in a schema; a worker that does not put its entry off for `lockDuration` milliseconds is dead. */
export const queueEntriesIn = (
  { query }: Database,
  schemaName: string,
  lockDuration: number,
): QueueEntries => {
  const schema = quoteIdentifier(schemaName)
  const addJob = `${schema}.add_job('${task}', $1::json, job_key := $2, run_at := now() + $3 * interval '1 ms')`
  /** A job that waits, or that a worker has taken without having another one wait in its place yet. */
  const waiting = `select from ${schema}.jobs
    where key = $2 and case when locked_at is null then attempts < max_attempts
      else locked_at > now() - $4 * interval '1 ms' end`
  const replaced = `select array_agg(id) from ${schema}.jobs
    where task_identifier = '${task}' and key is null and attempts >= max_attempts`

  return {
    put: async (entry) => {
      await query(`select ${addJob} where not exists (${waiting})`, [
        JSON.stringify(entry),
        jobKeyOf(entry.key),
        0,
        lockDuration,
      ])
    },
    replace: async ({ entry, delay }) => {
      await query(`select ${addJob}`, [JSON.stringify(entry), jobKeyOf(entry.key), delay])
    },
    remove: async (key) => {
      await query(`select ${schema}.remove_job($1)`, [jobKeyOf(key)])
    },
    // Leaves those that a worker has locked within four hours.
    clean: async () => {
      await query(`select ${schema}.complete_jobs((${replaced}))`, [])
    },
  }
}
