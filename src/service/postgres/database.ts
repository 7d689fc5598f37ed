// The port to PostgreSQL, wherever it runs: two functions. They reject as the driver does; the store turns that into a
// StoreError.

/** A row as the driver gives it: JSON parsed, bigints as numbers or as strings. */
export type DatabaseRow = Readonly<Record<string, unknown>>

/** Runs one statement with the parameters `$1`, `$2`, … */
export type Query = (text: string, values: ReadonlyArray<unknown>) => Promise<ReadonlyArray<DatabaseRow>>

/**
 * A PostgreSQL database. `query` runs one statement, `transaction` the statements of its work in one transaction at
 * read committed, which is rolled back if the work rejects. The work may give a statement before the one before it is
 * answered; they run in their order.
 *
 * @example
 * import type { Database } from 'exact-match-session/service/postgres'
 *
 * const ping = (database: Database) => database.query('select 1 as one', []) // resolves to [{ one: 1 }]
 */
export interface Database {
  readonly query: Query
  readonly transaction: <A>(work: (query: Query) => Promise<A>) => Promise<A>
}

/** A database that has to be closed. */
export interface OpenDatabase extends Database {
  readonly close: () => Promise<void>
}
