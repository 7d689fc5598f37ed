// PostgreSQL in a server, through the package `pg`.
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { StoreError } from '../index.js'
import type { Database, DatabaseRow, OpenDatabase, Query } from './database.js'
import { openError } from './openError.js'
import type { PgOptions } from './pgOptions.js'
import { openPool } from './pgPool.js'

interface Queryable {
  readonly query: (
    text: string,
    values: Array<unknown>,
  ) => Promise<{ readonly rows: ReadonlyArray<DatabaseRow> }>
}

/** The part of a client of `pg` that a store needs. */
export interface PgClientLike extends Queryable {
  /** Returns the client to its pool; ends it if `destroy` is set. */
  readonly release: (destroy?: boolean) => void
}

/** The part of a `pg.Pool` that a store needs. */
export interface PgPoolLike extends Queryable {
  readonly connect: () => Promise<PgClientLike>
}

const queryOf =
  (queryable: Queryable): Query =>
  async (text, values) =>
    (await queryable.query(text, [...values])).rows

/**
 * A pool of `pg` as a database. A connection on which a transaction failed is closed, which undoes the transaction and
 * leaves no broken connection in the pool.
 *
 * @example
 * import { pgDatabase } from 'exact-match-session/service/postgres'
 * import pg from 'pg'
 *
 * const database = pgDatabase(new pg.Pool({ connectionString: 'postgres://localhost/sessions' }))
 */
export const pgDatabase = (pool: PgPoolLike): Database => ({
  query: queryOf(pool),
  transaction: async (work) => {
    const client = await pool.connect()
    try {
      const query = queryOf(client)
      await query('begin', [])
      const result = await work(query)
      await query('commit', [])
      client.release()
      return result
    } catch (error) {
      client.release(true)
      throw error
    }
  },
})

/**
 * Opens a pool of connections to a PostgreSQL server. Needs the package `pg`. Connects when a connection is needed, and
 * again after one is lost, so that the server may restart.
 *
 * @example
 * import { openPg } from 'exact-match-session/service/postgres'
 *
 * const open = openPg({ connectionString: 'postgres://localhost/sessions' })
 */
export const openPg = (options: PgOptions): TE.TaskEither<StoreError, OpenDatabase> =>
  TE.tryCatch(async () => {
    const pool = await openPool(options)
    return { ...pgDatabase(pool), close: () => pool.end() }
  }, openError('pg'))
