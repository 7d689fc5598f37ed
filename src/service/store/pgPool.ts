// A pool of `pg`, loaded when it is opened: nobody else needs it. A file of its own, so that no declaration a user
// compiles names a type of a package that may not be installed.
import type { PgOptions } from './pgOptions.js'

const ignore = (): void => {}

/** A pool in which nothing waits for ever, and no lost connection is anybody's fault but that of who waits for it. */
export const openPool = async ({ connectionString, maxConnections = 10, patience = 10_000 }: PgOptions) => {
  const { default: pg } = await import('pg')
  const pool = new pg.Pool({
    connectionString,
    max: maxConnections,
    connectionTimeoutMillis: patience,
    query_timeout: patience,
    statement_timeout: patience,
    // A client that is cut off within a step must not hold its session for ever.
    idle_in_transaction_session_timeout: patience,
    keepAlive: true,
  })
  // A connection that breaks while nobody waits for it has nobody to tell; the pool drops it.
  pool.on('error', ignore)
  pool.on('connect', (client) => client.on('error', ignore))
  return pool
}
