import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createPostgresStore, openPglite } from '../../src/service/index.js'
import { right } from './outcome.js'

const key = { datastoreId: 'patients', id: 'a' }

it('a folder keeps its sessions, and one process at a time can open it', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'sessions-'))
  onTestFinished(() => rm(parent, { recursive: true }))
  const folder = join(parent, 'data')
  const first = await right(openPglite({ folder }))
  const store = await right(createPostgresStore(first))
  const created = await right(store.create({ key, session: { id: 'a' }, dataStore: {} }))

  expect(await openPglite({ folder })()).toMatchObject({
    left: {
      code: 'unavailable',
      message: `the database cannot be opened: ${folder} is open in this process already`,
    },
  })
  const owner = join(folder, 'process')
  await writeFile(owner, '1\n')
  expect(await openPglite({ folder })()).toMatchObject({
    left: { message: expect.stringContaining(`${folder} is in use by the process 1`) },
  })
  await first.close()

  // No process has this id: the one that wrote it was killed.
  await writeFile(owner, '999999999\n')
  const second = await right(openPglite({ folder }))
  expect(await readFile(owner, 'utf8')).toBe(`${process.pid}\n`)
  expect(await right((await right(createPostgresStore(second))).get(key))).toEqual(created)
  await second.close()
})
