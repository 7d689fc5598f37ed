// The process of `exact-match-session serve`: it goes on without a reader of its log, and ends when it has to.
import { once } from 'node:events'
import { describe, expect, it, onTestFinished } from 'vitest'
import { newDatabase, server as postgres } from '../service/database.js'
import { wireTo } from '../service/reliability/wire.js'
import { type SpawnedServer, spawnServer } from './server.js'

/** More requests than lines of a log fit into a pipe and the memory that is kept for it. */
const many = 10_000

const answerAll = async ({ url }: SpawnedServer): Promise<void> => {
  for (let count = 0; count < many; count += 1) {
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
  }
}

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
