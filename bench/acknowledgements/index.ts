// Blocks that arrive together, over HTTP on PostgreSQL: those of one service are written together. The same build without
// that is a service for each client: none knows of the others' blocks.
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { MessageChannel, Worker } from 'node:worker_threads'
import { getRequestListener } from '@hono/node-server'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import pg from 'pg'
import { bearerToken, createSessionsApi, createUploadUris } from '../../src/http/index.js'
import { createMemoryBlockStore, createSessionService, systemClock } from '../../src/service/index.js'
import { createPostgresStore, openPg } from '../../src/service/postgres/index.js'
import { race } from '../runner/race.js'
import type { Subject } from '../runner/subject.js'
import type { Burst, Target } from './driver.js'

const server = process.env['DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/test'
const datastoreId = 'patients'
const mostClients = 64

const right = async <A>(task: TaskEither<unknown, A>): Promise<A> => {
  const outcome = await task()
  if (E.isLeft(outcome)) throw new Error(JSON.stringify(outcome.left))
  return outcome.right
}

const admin = new pg.Pool({ connectionString: server })
const name = `bench_${randomUUID().replaceAll('-', '')}`
await admin.query(`create database ${name}`)
const url = new URL(server)
url.pathname = name
const database = await right(openPg({ connectionString: url.href }))
const store = await right(createPostgresStore(database))
const blocks = createMemoryBlockStore({ maxBytes: Number.POSITIVE_INFINITY })
const uploadUris = createUploadUris({ key: 'a key for the bench alone' })

/** A server over a service of its own. */
const serve = async () => {
  const ports = { now: systemClock, newId: randomUUID }
  const service = createSessionService({ ...ports, store, blocks, newUploadUri: uploadUris.generate })
  const authorize = bearerToken('a-token-for-the-bench-alone')
  const publicUrl = 'http://api.bench'
  const api = createSessionsApi({ ...ports, service, uploadUris, publicUrl, authorize })
  const listening = createServer(getRequestListener(api.fetch)).listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const { port } = listening.address() as AddressInfo
  return { service, port, close: () => listening.close() }
}

const together = await serve()
const apart = await Promise.all(Array.from({ length: mostClients }, serve))
const driver = new Worker(new URL('./driver.js', import.meta.url))

/** The path of a new session that never ends. */
const newSession = async (): Promise<string> => {
  const create = together.service.create({ datastoreId, request: { totalBlockCount: 2_000_000_000 } })
  const { session } = await right(create)
  return `/uploads/${datastoreId}/${session.id}${session.dataUploadURI}`
}

/** Sends a block to each target at once; resolves when all have been acknowledged. */
const send = async (targets: ReadonlyArray<Target>): Promise<void> => {
  const { port1, port2 } = new MessageChannel()
  const burst: Burst = { targets, done: port2 }
  driver.postMessage(burst, [port2])
  await once(port1, 'message')
}

const [written, alone] = ['written together', 'one by one']
const rounds = { rounds: 30, turn: 200 }

const measure = async (measureName: string, clients: number, sessions: number) => {
  const paths = await Promise.all(Array.from({ length: sessions }, newSession))
  const targetsOf = (ports: ReadonlyArray<number>): ReadonlyArray<Target> =>
    ports.map((port, client) => ({ port, path: paths[client % sessions] ?? '' }))
  const contender = (ports: ReadonlyArray<number>) => {
    const targets = targetsOf(ports)
    return { units: clients, run: () => send(targets) }
  }
  const ports = apart.slice(0, clients).map(({ port }) => port)
  return race(
    measureName,
    { [written]: contender(ports.map(() => together.port)), [alone]: contender(ports) },
    rounds,
  )
}

const [eight, many, spread] = ['8 clients, one session', '64 clients, one session', '8 clients, 8 sessions']

export const subject: Subject = {
  title: 'Acknowledgements',
  description: 'The time for one block of 4 KB over HTTP, of several that arrive together, on PostgreSQL.',
  measures: [await measure(eight, 8, 1), await measure(many, 64, 1), await measure(spread, 8, 8)],
  goals: [
    { measure: eight, contender: alone, against: written, atLeast: 4 },
    { measure: many, contender: alone, against: written, atLeast: 10 },
    { measure: spread, contender: written, against: alone, atMost: 1.05 },
  ],
  close: async () => {
    together.close()
    for (const { close } of apart) close()
    await driver.terminate()
    await database.close()
    await admin.query(`drop database ${name} with (force)`)
    await admin.end()
  },
}
