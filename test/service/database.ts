// New databases in the PostgreSQL server of the tests, where there is one.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

/** The server's URL; null where there is none. */
export const server = inject('postgres')

const administer = async (statement: string): Promise<void> => {
  const client = new pg.Client({ connectionString: server ?? '' })
  await client.connect()
  await client.query(statement)
  await client.end()
}

/** A new database in the server. */
export interface TestDatabase {
  readonly url: string
  readonly drop: () => Promise<void>
}

export const newDatabase = async (): Promise<TestDatabase> => {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await administer(`create database ${name}`)
  const url = new URL(server ?? '')
  url.pathname = name
  return { url: url.href, drop: () => administer(`drop database ${name} with (force)`) }
}
