// The PostgreSQL server that tests run on: looked for once, before the first test.
import pg from 'pg'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** The server's URL; null where there is none. */
    readonly postgres: string | null
    /** Whether the reliability tests run in full. */
    readonly full: boolean
  }
}

const url = process.env['DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/test'

const whyNot = async (): Promise<string | null> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 })
  try {
    await client.connect()
    await client.end()
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** On a machine of one's own a server may be missing; where the package is built it may not. */
export const setup = async (project: TestProject): Promise<void> => {
  const missing = await whyNot()
  if (missing !== null && process.env['CI'] === 'true') {
    throw new Error(`tests need PostgreSQL at ${url}: ${missing}`)
  }
  if (missing !== null) process.stdout.write(`Left out what needs a PostgreSQL server: ${missing}\n`)
  project.provide('postgres', missing === null ? url : null)
}
