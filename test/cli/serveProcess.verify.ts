// The process of `exact-match-session serve`: it goes on without a reader of its log, and ends when it has to.
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
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
  'mount -t tmpfs -o size=60m tmpfs "$DISK" && cp -r "$DATA/." "$DISK" && exec "$@"',
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

describe.runIf(hasSmallDisk)('a server whose disk is full', () => {
  const disk = newFolder()

  it('refuses what it cannot write, and ends on SIGTERM', async () => {
    const data = await initializedFolder()
    onTestFinished(data.remove)
    const env = { DISK: disk.at(), DATA: data.folder }
    const server = await spawnServer(['--data', disk.at()], env, onSmallDisk)
    const create = () =>
      fetch(`${server.url}/dataClassification/exactMatchDataStores/patients/sessions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ totalBlockCount: 1, fileName: randomBytes(600_000).toString('base64') }),
      }).then(
        ({ status }) => status,
        () => null,
      )
    let status: number | null = 201
    while (status === 201) status = await create()
    // Null: it could not even refuse.
    expect([503, null]).toContain(status)
    // What ends it depends on where PGlite stands: the handler of the signal, or the watchdog.
    expect([0, 1, null]).toContain(await terminate(server))
  })
})
