// Thousands of clients that send nothing, or half of something, and never close: the server answers others meanwhile, and
// within half a minute it holds nothing for them any more.
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { printFigure } from '../../service/reliability/process.js'
import { type SpawnedServer, spawnServer } from '../server.js'

const clients = inject('full') ? 10_000 : 1_000

/** How many requests others send meanwhile. */
const requests = 500

/** In milliseconds. */
const longest = 30_000

const path = '/dataClassification/exactMatchDataStores/patients/sessions'

let server: SpawnedServer
beforeAll(async () => {
  server = await spawnServer()
})
afterAll(() => {
  server.child.kill('SIGKILL')
})

const headersOf = () => ({ authorization: `Bearer ${server.token}`, 'content-type': 'application/json' })

const create = async (): Promise<{ readonly id: string; readonly dataUploadURI: string }> => {
  const init = { method: 'POST', headers: headersOf(), body: '{"totalBlockCount":1}' }
  const response = await fetch(server.url + path, init)
  expect(response.status).toBe(201)
  return response.json()
}

const headOf = (method: string, target: string, ...headers: ReadonlyArray<string>): string =>
  `${[`${method} ${target} HTTP/1.1`, 'Host: a', ...headers].join('\r\n')}\r\n\r\n`

/** What each kind of client sends before it stops. */
const halves = async (): Promise<ReadonlyArray<string>> => {
  const { pathname, search } = new URL((await create()).dataUploadURI)
  const token = `Authorization: Bearer ${server.token}`
  return [
    '',
    'GET /healthz HTTP/1.1\r\nHost: a\r\nX: ',
    `${headOf('POST', path, token, 'Content-Type: application/json', 'Content-Length: 100')}{"totalBlock`,
    `${headOf('PUT', `${pathname}${search}&comp=block&blockid=AAAA`, 'Content-Length: 1000')}rows`,
    `${headOf('PUT', `${pathname}${search}&comp=block&blockid=AAAA`, 'Transfer-Encoding: chunked')}4\r\nrows\r\n`,
  ]
}

/** A client that sends this, reads nothing and never closes. */
const openSlow = async (half: string): Promise<Socket> => {
  const { port } = new URL(server.url)
  const socket = connect({ port: Number(port), host: '127.0.0.1', allowHalfOpen: true })
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  socket.pause().write(half)
  return socket
}

const descriptors = async (): Promise<number> => (await readdir(`/proc/${server.child.pid}/fd`)).length

const memory = async (): Promise<number> => {
  const status = await readFile(`/proc/${server.child.pid}/status`, 'utf8')
  return Math.round(Number(/VmRSS:\s*(\d+)/.exec(status)?.[1]) / 1024)
}

/** The milliseconds of each request, in order of their size. */
const answerTimes = async (): Promise<ReadonlyArray<number>> => {
  const times: Array<number> = []
  for (let count = 0; count < requests / 2; count += 1) {
    for (const ask of [
      create,
      () => fetch(`${server.url}/healthz`).then(({ status }) => expect(status).toBe(200)),
    ]) {
      const begun = performance.now()
      await ask()
      times.push(performance.now() - begun)
    }
  }
  return times.toSorted((first, second) => first - second)
}

describe.runIf(process.platform === 'linux')(`${clients} slow clients`, () => {
  it('hold up nobody, and no descriptor for longer than half a minute', async () => {
    await answerTimes()
    const [before, memoryBefore] = [await descriptors(), await memory()]
    const kinds = await halves()
    const begun = performance.now()
    const sockets: Array<Socket> = []
    while (sockets.length < clients) {
      const batch = Array.from({ length: 100 }, (_, index) => openSlow(kinds[index % kinds.length] ?? ''))
      sockets.push(...(await Promise.all(batch)))
    }
    const opened = performance.now()
    const held = (await descriptors()) - before
    const times = await answerTimes()
    const at = (part: number): string => (times[Math.floor(times.length * part)] ?? 0).toFixed(1)
    const peak = await memory()
    await expect
      .poll(async () => (await descriptors()) <= before, { timeout: longest + 60_000, interval: 200 })
      .toBe(true)
    const ended = performance.now()
    printFigure(
      `${clients} slow clients, opened within ${((opened - begun) / 1000).toFixed(1)} s: ${held} held at once; of ${requests} requests of others the median took ${at(0.5)} ms, the slowest ${at(0.9999)} ms; ${memoryBefore} MB before, ${peak} MB meanwhile; all were closed ${((ended - opened) / 1000).toFixed(1)} s after the last was opened`,
    )
    expect(ended - opened).toBeLessThan(longest)
    for (const socket of sockets) socket.destroy()
    expect(await create()).toMatchObject({ id: expect.any(String) })
  })

  it('let it end as always', async () => {
    expect(await server.stop('SIGTERM')).toBe(0)
  })
})
