// The options of a connection to a PostgreSQL server.

export const defaultTimeout = 10_000

/** Where the server is, and how to use it. */
export interface PgOptions {
  /** `postgres://user:password@host:port/database`. */
  readonly connectionString: string
  /**
   * How many connections to open at most.
   * @defaultValue 10
   */
  readonly maxConnections?: number
  /**
   * How long to wait for a connection or an answer, in milliseconds; after that the store is `unavailable`.
   * @defaultValue 10,000
   */
  readonly timeout?: number
}
