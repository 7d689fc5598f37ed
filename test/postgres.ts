// Finds the PostgreSQL server for the tests, once before the first of them.
import pg from 'pg'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** The server's URL; null where there is none. */
    readonly postgres: string | null
    /** Whether the reliability tests run in full. */
    readonly full: boolean
    /** Whether properties run with all their examples: in `npm run verify`. */
    readonly thorough: boolean
  }
}

const url = process.env['DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/test'

const connectionError = async (): Promise<string | null> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 })
  try {
    await client.connect()
    await client.end()
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** Without a server its tests are skipped; where CI is set, that is an error. */
export const setup = async (project: TestProject): Promise<void> => {
  const missing = await connectionError()
  if (missing !== null && process.env['CI'] === 'true') {
    throw new Error(`tests need PostgreSQL at ${url}: ${missing}`)
  }
  if (missing !== null) process.stdout.write(`Skipped: tests that need a PostgreSQL server (${missing})\n`)
  project.provide('postgres', missing === null ? url : null)
}
