// New databases in the PostgreSQL server of the tests, where there is one.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject, onTestFinished } from 'vitest'
import type { Database } from '../../src/service/postgres/index.js'

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

/** A new role without rights, until the test ends. Roles belong to the server, which other tests use at the same time. */
export const newRole = async ({ query }: Database): Promise<string> => {
  const role = `role_${randomUUID().replaceAll('-', '')}`
  await query(`create role ${role} login`, [])
  onTestFinished(async () => {
    await query(`drop owned by ${role}`, [])
    await query(`drop role ${role}`, [])
  })
  return role
}
