// A database in a folder that stands still: it is ended and opened again, and what was committed is there.
import { setTimeout as wait } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { createPostgresStore, openPglite } from '../../src/service/postgres/index.js'
import { storeContract } from '../../src/testing/index.js'
import { initializedFolder } from './initializedFolder.js'
import { newSession } from './newSession.js'
import { left, right } from './outcome.js'

const endless = 'select count(*) from generate_series(1, 1000000000000)'

const open = async (timeout: number) => {
  const { folder, remove } = await initializedFolder()
  const database = await right(openPglite({ folder, timeout }))
  onTestFinished(async () => {
    await database.close()
    await remove()
  })
  return { database, folder }
}

const create = (id: string) =>
  newSession({ key: { datastoreId: 'patients', id }, session: { id }, dataStore: {} })

it('answers again after a statement that does not end, with all that was committed and nothing else', async () => {
  const { database } = await open(3_000)
  const store = await right(createPostgresStore(database))
  await right(store.create(create('a')))
  let turns = 0
  const beating = setInterval(() => {
    turns += 1
  }, 10)
  const [stuck, waiting] = await Promise.allSettled([
    database.transaction(async (query) => {
      await query("update exact_match.session set state = 'lost'", [])
      return query(endless, [])
    }),
    database.query('select 1 as one', []),
  ])
  clearInterval(beating)
  expect(stuck).toMatchObject({
    status: 'rejected',
    reason: { message: expect.stringMatching('did not answer') },
  })
  expect(waiting).toMatchObject({ status: 'rejected', reason: { message: expect.stringMatching('busy') } })
  // This thread went on meanwhile.
  expect(turns).toBeGreaterThan(10)
  expect((await right(store.get(create('a').key)))?.session).toEqual({ id: 'a' })
  await right(store.create(create('b')))
  expect(await right(store.count('patients'))).toBe(2)
})

it('is unavailable to the caller of a statement that does not end', async () => {
  const { database } = await open(1_000)
  let isStuck = false
  const query: typeof database.query = (text, values) =>
    isStuck ? database.query(endless, []) : database.query(text, values)
  const store = await right(createPostgresStore({ ...database, query }))
  isStuck = true
  expect(await left(store.count('patients'))).toMatchObject({ code: 'unavailable', retryAfter: 1 })
})

it('keeps its promises as a store after that', async () => {
  const { database } = await open(3_000)
  const store = await right(createPostgresStore(database))
  await expect(database.query(endless, [])).rejects.toThrow('did not answer')
  for (const { check } of storeContract) await check(store)
})

it('closes while a statement does not end, and refuses what comes after', async () => {
  const { database } = await open(60_000)
  const stuck = database.query(endless, [])
  await Promise.all([expect(stuck).rejects.toThrow(), wait(0).then(database.close)])
  await expect(database.query('select 1', [])).rejects.toThrow()
})
