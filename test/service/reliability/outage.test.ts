// The database becomes unreachable under load and comes back: requests fail with `unavailable` meanwhile, and no
// acknowledged change is lost.
import { setTimeout as wait } from 'node:timers/promises'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import { describe, expect, inject, it, onTestFinished, vi } from 'vitest'
import {
  type ServiceError,
  type SessionKey,
  type SessionService,
  simulatedWork,
  startProcessor,
} from '../../../src/service/index.js'
import { createPostgresStore, openPg, openWorkerQueue } from '../../../src/service/postgres/index.js'
import { newDatabase, server } from '../database.js'
import { right } from '../outcome.js'
import { serviceOver } from '../service.js'
import { printFigure } from './process.js'
import { type Wire, wireTo } from './wire.js'

/** How long the database is unreachable, in milliseconds. */
const outage = inject('full') ? 10_000 : 300

const datastoreId = 'patients'

interface Load {
  failures: number
  stopped: boolean
}

/** Retries until the request succeeds, sooner than `retryAfter` says. */
const retry = async <A>(load: Load, ask: () => TaskEither<ServiceError, A>): Promise<A> => {
  for (;;) {
    const outcome = await ask()()
    if (E.isRight(outcome)) return outcome.right
    expect(outcome.left).toMatchObject({ code: 'unavailable', retryAfter: 1 })
    load.failures += 1
    await wait(10)
  }
}

const create = async (service: SessionService, load: Load, totalBlockCount: number): Promise<SessionKey> => {
  const request = { totalBlockCount }
  const { session } = await retry(load, () => service.create({ datastoreId, request }))
  return { datastoreId, id: session.id ?? '' }
}

/** Sends block after block, each until it is acknowledged. */
const upload = async (
  service: SessionService,
  load: Load,
  key: SessionKey,
  client: string,
  sent: () => void,
) => {
  for (let count = 0; !load.stopped; count += 1) {
    const block = { id: `${client}-${count}`, digest: 'x' }
    await retry(load, () => service.acknowledgeBlock({ ...key, block }))
    sent()
  }
}

/** Commits session after session; gives their keys. */
const commit = async (service: SessionService, load: Load): Promise<ReadonlyArray<SessionKey>> => {
  const committed: Array<SessionKey> = []
  while (!load.stopped) {
    const key = await create(service, load, 0)
    await retry(load, () => service.start(key))
    await retry(load, () => service.commit({ ...key, totalJobCount: 5 }))
    committed.push(key)
    await wait(20)
  }
  return committed
}

const until = (holds: () => boolean) =>
  vi.waitFor(() => expect(holds()).toBe(true), { timeout: 60_000, interval: 10 })

const surviveOutage = async (how: string, interrupt: (wire: Wire) => Promise<void> | void): Promise<void> => {
  const { url, drop } = await newDatabase()
  onTestFinished(drop)
  const wire = await wireTo(url)
  const database = await right(openPg({ connectionString: wire.url, timeout: 1_000 }))
  const store = await right(createPostgresStore(database))
  const service = serviceOver(store)
  const queue = await right(openWorkerQueue({ database, connectionString: wire.url }))
  const processor = await right(startProcessor({ service, store, queue, work: simulatedWork(10) }))
  const load: Load = { failures: 0, stopped: false }
  const total = 2_000_000_000
  const key = await create(service, load, total)
  let acknowledged = 0
  const sent = () => {
    acknowledged += 1
  }
  const clients = ['a', 'b', 'c', 'd'].map((client) => upload(service, load, key, client, sent))
  const committing = commit(service, load)
  const past = (count: number) => until(() => acknowledged > count)

  await past(20)
  await interrupt(wire)
  await until(() => load.failures > 0)
  await wait(outage)
  const [before, failures] = [acknowledged, load.failures]
  await wire.mend()
  await past(before + 20)
  load.stopped = true
  await Promise.all(clients)
  const committed = await committing

  // Blocks whose acknowledgement was lost were sent again, and counted once.
  expect((await right(service.get(key))).session.remainingBlockCount).toBe(total - acknowledged)
  const stateOf = async (of: SessionKey) => (await right(service.get(of))).session.state
  await vi.waitFor(
    async () => expect(new Set(await Promise.all(committed.map(stateOf)))).toEqual(new Set(['Completed'])),
    { timeout: 45_000, interval: 50 },
  )
  printFigure(
    `${how} for ${outage / 1000} s: ${failures} requests failed; ${acknowledged} blocks acknowledged, all counted once; ${committed.length} sessions committed, all completed`,
  )
  await processor.stop()
  await database.close()
  await wire.cut()
}

describe('after an outage of its database', () => {
  if (server !== null) {
    it('a service works again when every connection broke', () =>
      surviveOutage('cut off', (wire) => wire.cut()))
    it('a service works again when the connections were frozen', () =>
      surviveOutage('frozen', (wire) => wire.freeze()))
  }
})
