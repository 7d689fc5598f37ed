// A pool of `pg`, an optional package that is loaded only when a pool is opened. A file of its own, so that the
// declarations a user compiles name no type of a package that may not be installed.
import { columnTypes } from './columnTypes.js'
import { defaultTimeout, type PgOptions } from './pgOptions.js'

const ignore = (): void => {}

/** A pool in which every wait has a timeout. With `pipeline`, a connection sends statements before the last is answered. It asks for no settings at the start: PgBouncer refuses those. */
export const openPool = async ({
  connectionString,
  maxConnections = 10,
  timeout = defaultTimeout,
  pipeline = false,
}: PgOptions & { readonly pipeline?: boolean }) => {
  const { default: pg } = await import('pg')
  const pool = new pg.Pool({
    connectionString,
    max: maxConnections,
    connectionTimeoutMillis: timeout,
    query_timeout: timeout,
    keepAlive: true,
    types: columnTypes,
    // From pg 8.23 on; earlier versions ignore it.
    pipeline,
  })
  // An idle connection that breaks would end the process with an unhandled error event; the pool drops it.
  pool.on('error', ignore)
  pool.on('connect', (client) => client.on('error', ignore))
  return pool
}
