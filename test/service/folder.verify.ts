import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createPostgresStore, openPglite } from '../../src/service/postgres/index.js'
import { newSession } from './newSession.js'
import { right } from './outcome.js'

const key = { datastoreId: 'patients', id: 'a' }

it('a folder keeps its sessions, and can be opened once at a time', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'sessions-'))
  onTestFinished(() => rm(parent, { recursive: true }))
  const folder = join(parent, 'data')
  const first = await right(openPglite({ folder }))
  const store = await right(createPostgresStore(first))
  const created = await right(store.create(newSession({ key, session: { id: 'a' }, dataStore: {} })))

  expect(await openPglite({ folder })()).toMatchObject({
    left: {
      code: 'unavailable',
      message: `the database cannot be opened: ${folder} is in use; only one process at a time can open it`,
    },
  })
  await first.close()

  const second = await right(openPglite({ folder }))
  expect(await right((await right(createPostgresStore(second))).get(key))).toEqual(created)
  await second.close()
})
