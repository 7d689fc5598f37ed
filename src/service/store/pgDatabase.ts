// PostgreSQL in a server, through `pg`.
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Unavailable } from '../serviceError.js'
import type { Database, DatabaseRow, OpenDatabase, Query } from './database.js'
import { cannotOpen } from './opening.js'
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
  /** Gives the client back to its pool or, where that is asked, ends it. */
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
 * A pool of `pg` as a database. A connection on which a transaction failed is not used again: whatever is wrong
 * with it ends with it, and so does the transaction.
 *
 * @example
 * import { pgDatabase } from 'exact-match-session/service'
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
 * Opens a pool of connections to a PostgreSQL server, for which `pg` must be installed. Connections are made when
 * they are needed and again when they are lost: the server may go and come back.
 *
 * @example
 * import { openPg } from 'exact-match-session/service'
 *
 * const open = openPg({ connectionString: 'postgres://localhost/sessions' })
 */
export const openPg = (options: PgOptions): TE.TaskEither<Unavailable, OpenDatabase> =>
  TE.tryCatch(async () => {
    const pool = await openPool(options)
    return { ...pgDatabase(pool), close: () => pool.end() }
  }, cannotOpen('pg'))
