// What `serve` prints where it can't use its database: what is wrong there, and what to do.
import { describe, expect, it, onTestFinished } from 'vitest'
import { migrate, openPg } from '../../src/service/postgres/index.js'
import { newDatabase, newRole, server } from '../service/database.js'
import { right } from '../service/outcome.js'
import { refusingServer, untrustedServer } from './databaseServer.js'
import { run } from './run.js'

const printedFor = async (url: string): Promise<string> => {
  const { code, out, err } = await run(['serve', '--port', '0', '--database-url', url])
  expect([code, out]).toEqual([2, ''])
  expect(err).toMatch(/^exact-match-session: the database cannot be opened: .+\n$/)
  expect(err).not.toContain('secret-password')
  return err.trim()
}

const openServer = async () => {
  const { url, drop } = await newDatabase()
  const database = await right(openPg({ connectionString: url }))
  onTestFinished(() => database.close().then(drop))
  return { url, database }
}

/** The URL of the server with other parts. */
const urlWith = (parts: Partial<Pick<URL, 'username' | 'host' | 'port' | 'pathname' | 'search'>>): string =>
  Object.assign(new URL(server ?? 'postgres://127.0.0.1'), parts).href

describe('serve says what is wrong with its database, and what to do:', () => {
  it.each([
    [
      'postgres://127.0.0.1:1/test',
      /ECONNREFUSED 127\.0\.0\.1:1; start the server, or correct host and port/,
    ],
    ['postgres://localhost:1/test', /ECONNREFUSED .*; start the server, or correct host and port/],
    ['postgres://no-such-host.invalid/test', /no-such-host\.invalid; correct the host in its URL$/],
  ])('a server that is not at %s', async (url, sentence) => {
    expect(await printedFor(url)).toMatch(sentence)
  })

  it.each([
    ['28P01', 'password authentication failed for user "app"', 'correct the password in its URL'],
    ['28000', 'no pg_hba.conf entry for host "::1"', 'create the role, or let it in by pg_hba.conf'],
    ['53300', 'sorry, too many clients already', 'raise max_connections, or stop other clients'],
  ])('a server that refuses with %s, %s', async (sqlState, message, mend) => {
    const url = await refusingServer(sqlState, message)
    expect(await printedFor(url)).toBe(
      `exact-match-session: the database cannot be opened: ${message}; ${mend}`,
    )
  })

  it('a certificate that no authority has signed', async () => {
    const url = `${await untrustedServer()}?sslmode=verify-full`
    expect(await printedFor(url)).toMatch(/certificate; set NODE_EXTRA_CA_CERTS or sslrootcert/)
  })
})

describe.runIf(server !== null)('serve says so with a real server, too:', () => {
  it('a database that does not exist', async () => {
    expect(await printedFor(urlWith({ pathname: '/no_such_database' }))).toMatch(
      /"no_such_database" does not exist; create the database, or correct its name in the URL$/,
    )
  })

  it('a role that does not exist', async () => {
    expect(await printedFor(urlWith({ username: 'no_such_role' }))).toMatch(
      /role "no_such_role" does not exist; create the role, or let it in by pg_hba.conf$/,
    )
  })

  it('a server without TLS', async () => {
    expect(await printedFor(urlWith({ search: '?sslmode=verify-full' }))).toMatch(
      /does not support SSL connections; switch on TLS in the server, or leave sslmode out of its URL$/,
    )
  })

  it('a role without rights', async () => {
    const { url, database } = await openServer()
    const role = await newRole(database)
    await right(migrate(database))
    expect(await printedFor(Object.assign(new URL(url), { username: role }).href)).toMatch(
      /permission denied for schema exact_match; run `exact-match-session migrate` as the owner, and grant/,
    )
  })

  it('tables that are newer than the program', async () => {
    const { url, database } = await openServer()
    await right(migrate(database))
    await database.query('insert into exact_match.migration values (99)', [])
    expect(await printedFor(url)).toMatch(
      /have version 99, and this program knows none after 1; update the program$/,
    )
  })

  it('a queue that is newer than the program', async () => {
    const { url, database } = await openServer()
    await database.query('create schema exact_match_worker', [])
    await database.query('create table exact_match_worker.migrations as select 99 as id', [])
    expect(await printedFor(url)).toMatch(/exact_match_worker have version 99, .*; update the program$/)
  })

  it('a database that can only be read', async () => {
    const { url, database } = await openServer()
    await right(migrate(database))
    const name = new URL(url).pathname.slice(1)
    await database.query(`alter database ${name} set default_transaction_read_only = on`, [])
    expect(await printedFor(url)).toMatch(
      /its transactions are read-only; set default_transaction_read_only to off for the role and the database$/,
    )
  })
})
