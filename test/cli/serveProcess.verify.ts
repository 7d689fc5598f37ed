// The process of `exact-match-session serve`: it goes on without a reader of its log, and ends when it has to.
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { newFolder } from '../folder.js'
import { newDatabase, server as postgres } from '../service/database.js'
import { initializedFolder } from '../service/initializedFolder.js'
import { wireTo } from '../service/reliability/wire.js'
import { type SpawnedServer, spawnServer } from './server.js'

/** More requests than lines of a log fit into a pipe and the memory that is kept for it. */
const many = 10_000

const answerAll = async ({ url }: SpawnedServer): Promise<void> => {
  for (let count = 0; count < many; count += 1) {
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
  }
}

/** Runs a program, its arguments, with a small disk of its own at the path in DISK, filled from the folder in DATA. */
const onSmallDisk = [
  'unshare',
  '--mount',
  'sh',
  '-c',
  'mount -t tmpfs -o size=70m tmpfs "$DISK" && cp -r "$DATA/." "$DISK" && truncate -s 0 "$DISK/other" && exec "$@"',
  'sh',
]

const hasSmallDisk = spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'tmpfs', tmpdir()]).status === 0

/** Sends SIGTERM; resolves with the exit code. */
const terminate = async ({ child }: SpawnedServer): Promise<number | null> => {
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  const [code] = await exited
  return code
}

describe('a server whose log nobody reads', () => {
  it('answers and ends although the reader has stopped', async () => {
    const server = await spawnServer()
    server.child.stderr?.unpipe().pause()
    await answerAll(server)
    expect(await terminate(server)).toBe(0)
    server.child.stderr?.destroy()
  })

  it('answers and ends although the reader has gone', async () => {
    const server = await spawnServer()
    server.child.stderr?.destroy()
    await answerAll(server)
    expect(await terminate(server)).toBe(0)
  })
})

describe.runIf(postgres !== null)('a server whose store no longer answers', () => {
  it('says so to a monitor, and ends on SIGTERM all the same', async () => {
    const database = await newDatabase()
    const wire = await wireTo(database.url)
    onTestFinished(async () => {
      await wire.cut()
      await database.drop()
    })
    const server = await spawnServer(['--database-url', wire.url])
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
    wire.freeze()
    await expect
      .poll(async () => (await fetch(`${server.url}/healthz`)).status, { timeout: 60_000 })
      .toBe(503)
    expect([0, 1]).toContain(await terminate(server))
  })
})

if (!hasSmallDisk) process.stdout.write('Skipped: tests of a full disk (only root can mount one)\n')

describe.runIf(hasSmallDisk)('a server whose disk is full', () => {
  const disk = newFolder()

  /** The server's folder: its disk is in no other process's view. */
  const seenBy = ({ child }: SpawnedServer, name: string) => join(`/proc/${child.pid}/root`, disk.at(name))

  it('says so, goes on reading, loses nothing, and writes again when there is room', async () => {
    const data = await initializedFolder()
    onTestFinished(data.remove)
    const env = { DISK: disk.at(), DATA: data.folder }
    const server = await spawnServer(['--data', disk.at()], env, onSmallDisk)
    const path = '/dataClassification/exactMatchDataStores/patients/sessions'
    const headers = { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' }
    const body = JSON.stringify({ totalBlockCount: 1, fields: ['x'.repeat(32_000)] })
    const created: Array<string> = []
    const create = async () => {
      const response = await fetch(server.url + path, { method: 'POST', headers, body })
      if (response.status === 201) created.push((await response.json()).id)
      return response
    }
    const expectEverything = async () => {
      expect(await (await fetch(`${server.url}${path}/$count`, { headers })).text()).toBe(`${created.length}`)
      for (const id of created)
        expect((await fetch(`${server.url}${path}/${id}`, { headers })).status).toBe(200)
    }

    expect((await create()).status).toBe(201)
    // Another program fills the disk, down to what is kept for the database and then to the end.
    await writeFile(seenBy(server, 'other'), Buffer.alloc(12_000_000))
    for (const more of [0, 60_000_000]) {
      await writeFile(seenBy(server, 'more'), Buffer.alloc(more)).catch(() => undefined)
      let refused = await create()
      while (refused.status === 201) refused = await create()
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '30'])
      expect((await refused.json()).error.message).toMatch('the disk of the store is full')
      await expectEverything()
      expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
    }
    for (const name of ['other', 'more']) await rm(seenBy(server, name))
    for (let count = 0; count < 20; count += 1) expect((await create()).status).toBe(201)
    await expectEverything()
    expect(await terminate(server)).toBe(0)
  })
})
