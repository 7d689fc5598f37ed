// What a store needs of PostgreSQL, wherever it runs: two functions. They reject as the driver does; the store turns
// that into values.

/** A row as the driver gives it: JSON parsed, bigints as numbers or as strings. */
export type DatabaseRow = Readonly<Record<string, unknown>>

/** Runs one statement with its parameters `$1`, `$2`, …. */
export type Query = (text: string, values: ReadonlyArray<unknown>) => Promise<ReadonlyArray<DatabaseRow>>

/**
 * A PostgreSQL database: `query` runs a statement by itself, `transaction` those of its work in a transaction at
 * read committed, which is undone where the work rejects.
 *
 * @example
 * import type { Database } from 'exact-match-session/service'
 *
 * const answers = (database: Database) => database.query('select 1 as one', [])
 */
export interface Database {
  readonly query: Query
  readonly transaction: <A>(work: (query: Query) => Promise<A>) => Promise<A>
}

/** A database that was opened here, and is to be closed here. */
export interface OpenDatabase extends Database {
  readonly close: () => Promise<void>
}
