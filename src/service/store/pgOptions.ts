// What must be known of a PostgreSQL server to open connections to it.

/** Where a server is, and how it is talked to. */
export interface PgOptions {
  /** `postgres://user:password@host:port/database`. */
  readonly connectionString: string
  /** At most so many connections at once; 10 by default. */
  readonly maxConnections?: number
  /** No answer for that long, in milliseconds, is none: whoever waits is told to come again; 10,000 by default. */
  readonly patience?: number
}
