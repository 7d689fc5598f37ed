// A pool of `pg`, an optional package that is loaded only when a pool is opened. A file of its own, so that the
// declarations a user compiles name no type of a package that may not be installed.
import type { PgOptions } from './pgOptions.js'

const ignore = (): void => {}

/** A pool in which every wait has a timeout. */
export const openPool = async ({ connectionString, maxConnections = 10, timeout = 10_000 }: PgOptions) => {
  const { default: pg } = await import('pg')
  const pool = new pg.Pool({
    connectionString,
    max: maxConnections,
    connectionTimeoutMillis: timeout,
    query_timeout: timeout,
    statement_timeout: timeout,
    // A client that is cut off within a transaction must not lock its session for ever.
    idle_in_transaction_session_timeout: timeout,
    keepAlive: true,
  })
  // An idle connection that breaks would end the process with an unhandled error event; the pool drops it.
  pool.on('error', ignore)
  pool.on('connect', (client) => client.on('error', ignore))
  return pool
}
