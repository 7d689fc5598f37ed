import { expect, it, onTestFinished } from 'vitest'
import { openPg } from '../../src/service/postgres/index.js'
import { newDatabase, server } from './database.js'
import { right } from './outcome.js'

it.runIf(server !== null)(
  'a transaction that fails is undone, and its connection is not used again',
  async () => {
    const { url, drop } = await newDatabase()
    const database = await right(openPg({ connectionString: url, maxConnections: 1 }))
    onTestFinished(() => database.close().then(drop))
    await database.query('create table entry (id int)', [])
    const failing = database.transaction(async (query) => {
      await query('insert into entry values (1)', [])
      await query('select no_such_column', [])
    })
    await expect(failing).rejects.toThrow('no_such_column')
    expect(await database.query('select count(*) as count from entry', [])).toEqual([{ count: '0' }])
  },
)

it.runIf(server !== null)('a transaction has timeouts in the server, and leaves none behind', async () => {
  const { url, drop } = await newDatabase()
  const database = await right(openPg({ connectionString: url, maxConnections: 1, timeout: 5_000 }))
  onTestFinished(() => database.close().then(drop))
  const timeouts = `select current_setting('statement_timeout') as statement,
    current_setting('idle_in_transaction_session_timeout') as idle`
  expect(await database.transaction((query) => query(timeouts, []))).toEqual([
    { statement: '5s', idle: '5s' },
  ])
  expect(await database.query(timeouts, [])).toEqual([{ statement: '0', idle: '0' }])
})
