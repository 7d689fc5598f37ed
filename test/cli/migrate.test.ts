import { describe, expect, it, onTestFinished } from 'vitest'
import { createPostgresStore, openPg } from '../../src/service/postgres/index.js'
import { newDatabase, server } from '../service/database.js'
import { right } from '../service/outcome.js'
import { run } from './run.js'
import { startServer } from './server.js'

const openServer = async () => {
  const { url, drop } = await newDatabase()
  const database = await right(openPg({ connectionString: url }))
  onTestFinished(() => database.close().then(drop))
  return { url, database }
}

describe('exact-match-session migrate', () => {
  it.runIf(server !== null)('creates the tables, and changes nothing the second time', async () => {
    const { url, database } = await openServer()
    expect(await run(['migrate', '--schema', 'uploads'], { DATABASE_URL: url })).toEqual({
      code: 0,
      out: 'uploads: migrated from version 0 to version 1\nuploads_worker: migrated from version 0 to version 18\n',
      err: '',
    })
    expect(await run(['migrate', '--schema', 'uploads', '--database-url', url])).toEqual({
      code: 0,
      out: 'uploads: up to date at version 1\nuploads_worker: up to date at version 18\n',
      err: '',
    })
    const served = await startServer(['--database-url', url, '--schema', 'uploads'])
    expect(await served.stop('SIGTERM')).toBe(0)
    const schemas = await database.query(
      "select nspname::text from pg_namespace where nspname ~ '_worker|match'",
      [],
    )
    expect(schemas).toEqual([{ nspname: 'uploads_worker' }])
  })

  it.runIf(server !== null)('prints SQL that serve finds up to date', async () => {
    const { url, database } = await openServer()
    const { code, out } = await run(['migrate', '--print'])
    expect(code).toBe(0)
    await database.query(out, [])
    expect((await run(['migrate', '--database-url', url])).out).toBe(
      'exact_match: up to date at version 1\nexact_match_worker: up to date at version 18\n',
    )
    const store = await right(createPostgresStore(database))
    expect(await right(store.count('patients'))).toBe(0)
  })

  it.each([
    [[], '--database-url: the URL of a database was expected'],
    [['--database-url', 'mysql://a'], '--database-url: postgres://'],
    [['--schema', 'Uploads'], 'A name of up to 56 of a–z, 0–9 and _ was expected.'],
    [['--schema', 'pg_uploads'], 'A name of up to 56'],
    [
      ['--database-url', 'postgres://127.0.0.1:1/a'],
      '; start the server, or correct host and port in its URL',
    ],
  ])('rejects %j in one line', async (args, sentence) => {
    const { code, out, err } = await run(['migrate', ...args])
    expect([code, out]).toEqual([2, ''])
    expect(err).toContain(sentence)
    expect(err.trim().split('\n').length).toBe(1)
  })
})
