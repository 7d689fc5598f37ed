// PostgreSQL in a server, through the package `pg`.
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { StoreError } from '../../index.js'
import type { Database, DatabaseRow, OpenDatabase, Query } from '../database.js'
import { openError } from '../openError.js'
import { type ColumnTypes, columnTypes } from './columnTypes.js'
import { defaultTimeout, type PgOptions } from './pgOptions.js'
import { openPool } from './pgPool.js'

/** The part of a query of `pg` that a store needs. */
export interface PgQueryLike {
  readonly text: string
  readonly values: Array<unknown>
  readonly types: ColumnTypes
}

interface Queryable {
  readonly query: (query: PgQueryLike) => Promise<{ readonly rows: ReadonlyArray<DatabaseRow> }>
}

/** The part of a client of `pg` that a store needs. */
export interface PgClientLike extends Queryable {
  /** Whether it sends a query before the one before it is answered; `pg` has an option for that from 8.23 on. */
  readonly pipeline?: boolean
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
    (await queryable.query({ text, values: [...values], types: columnTypes })).rows

/** Runs queries one after the other: a client without a pipeline takes one at a time. */
const inTurn = (query: Query): Query => {
  let before: Promise<unknown> = Promise.resolve()
  return (text, values) => {
    const answer = before.then(() => query(text, values))
    before = answer
    return answer
  }
}

/** Begins a transaction; the queries that it gives are refused where that fails, and need not wait for it. */
const beginning = (
  query: Query,
  begin: string,
): { readonly begun: Promise<unknown>; readonly query: Query } => {
  let failure: { readonly error: unknown } | null = null
  const begun = query(begin, [])
  begun.catch((error) => {
    failure = { error }
  })
  return {
    begun,
    query: async (text, values) => {
      if (failure !== null) throw failure.error
      return query(text, values)
    },
  }
}

const databaseOf = (pool: PgPoolLike, begin: string): Database => ({
  query: queryOf(pool),
  transaction: async (work) => {
    const client = await pool.connect()
    try {
      const each = queryOf(client)
      const { begun, query } = beginning(client.pipeline === true ? each : inTurn(each), begin)
      const [result] = await Promise.all([work(query), begun])
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
 * A pool of `pg` as a database. A connection on which a transaction failed is closed, which undoes the transaction and
 * leaves no broken connection in the pool. The store reads its columns itself, whatever parsers `pg.types` has.
 *
 * @example
 * import { pgDatabase } from 'exact-match-session/service/postgres'
 * import pg from 'pg'
 *
 * const database = pgDatabase(new pg.Pool({ connectionString: 'postgres://localhost/sessions' }))
 */
export const pgDatabase = (pool: PgPoolLike): Database => databaseOf(pool, 'begin')

/**
 * One message, so one round trip. Settings of a transaction, not of a connection: PgBouncer refuses to set those at the
 * start, and in its transaction mode a connection is shared with others. A client that is cut off within a transaction
 * must not lock its session for ever.
 */
const beginWithin = (timeout: number): string =>
  `begin; set local statement_timeout = ${timeout}; set local idle_in_transaction_session_timeout = ${timeout}`

/**
 * Opens a pool of connections to a PostgreSQL server. Needs the package `pg`. Connects when a connection is needed, and
 * again after one is lost, so that the server may restart. Works behind PgBouncer in transaction mode.
 *
 * @example
 * import { openPg } from 'exact-match-session/service/postgres'
 *
 * const open = openPg({ connectionString: 'postgres://localhost/sessions' })
 */
export const openPg = (options: PgOptions): TE.TaskEither<StoreError, OpenDatabase> =>
  TE.tryCatch(async () => {
    const { timeout = defaultTimeout } = options
    const pool = await openPool({ ...options, timeout, pipeline: true })
    return { ...databaseOf(pool, beginWithin(timeout)), close: () => pool.end() }
  }, openError('pg'))
