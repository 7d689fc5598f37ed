import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import {
  createMemoryStore,
  createPostgresStore,
  createTimerQueue,
  openPg,
  openWorkerQueue,
  type SessionKey,
  type SessionService,
  type SessionStore,
  startProcessor,
  type WorkQueue,
} from '../../src/service/index.js'
import { newDatabase, server } from './database.js'
import { right } from './outcome.js'
import { serviceOver } from './service.js'

const datastoreId = 'patients'

/** Sessions that have been committed, with so many jobs each. */
const committed = async (
  service: SessionService,
  totals: ReadonlyArray<number>,
): Promise<ReadonlyArray<SessionKey>> =>
  Promise.all(
    totals.map(async (totalJobCount) => {
      const { session } = await right(service.create({ datastoreId, request: { totalBlockCount: 1 } }))
      const key = { datastoreId, id: session.id ?? '' }
      await right(service.acknowledgeBlock({ ...key, block: { id: 'a', digest: 'a' } }))
      await right(service.commit({ ...key, totalJobCount }))
      return key
    }),
  )

const statesOf = (service: SessionService, keys: ReadonlyArray<SessionKey>) =>
  Promise.all(keys.map(async (key) => (await right(service.get(key))).session.state))

const everyOneIs = (state: string, service: SessionService, keys: ReadonlyArray<SessionKey>) =>
  vi.waitFor(async () => expect(new Set(await statesOf(service, keys))).toEqual(new Set([state])), {
    timeout: 60_000,
    interval: 20,
  })

const process = (service: SessionService, store: SessionStore, queue: WorkQueue, processingTime = 10) =>
  right(startProcessor({ service, store, queue, processingTime, pollInterval: 10 }))

describe('a processor in one process', () => {
  it('completes what is committed before it starts and while it runs', async () => {
    const store = createMemoryStore()
    const service = serviceOver(store)
    const before = await committed(service, [1, 25, 1_000_000])
    const processor = await process(service, store, createTimerQueue())
    const after = await committed(service, [3, 1])
    await everyOneIs('Completed', service, [...before, ...after])
    await processor.stop()
  })

  it('leaves what is cancelled, and does nothing once it has stopped', async () => {
    const store = createMemoryStore()
    const service = serviceOver(store)
    const keys = await committed(service, [5])
    const processor = await process(service, store, createTimerQueue(), 60_000)
    for (const key of keys) await right(service.cancel(key))
    await processor.stop()
    expect(await statesOf(service, keys)).toEqual(['Cancelled'])
  })

  it('takes its time in shares, each of which shows', async () => {
    const store = createMemoryStore()
    const service = serviceOver(store)
    const [key] = await committed(service, [100])
    const waits: Array<number> = []
    /** A queue without time: what is put there is done at once, one job after the other. */
    const queue: WorkQueue = {
      put: async (put, delay) => {
        waits.push(delay)
        for (let next = await work(put); next !== null; next = await work(put)) waits.push(next)
      },
      run: async (given) => {
        work = given
        return async () => {}
      },
    }
    let work: Parameters<WorkQueue['run']>[0] = async () => null
    const processor = await process(service, store, queue, 3_600_000)
    await everyOneIs('Completed', service, key === undefined ? [] : [key])
    await processor.stop()
    expect(waits).toEqual(Array.from({ length: 10 }, () => 360_000))
  })
})

/** The service, and how many jobs it has been told were done and took. */
const counting = (service: SessionService) => {
  const done = new Map<string, number>()
  const counted: SessionService = {
    ...service,
    completeJobs: (request) =>
      pipe(
        service.completeJobs(request),
        TE.tapIO(() => () => done.set(request.id, (done.get(request.id) ?? 0) + request.count)),
      ),
  }
  return { counted, done }
}

const onServer = async (): Promise<void> => {
  const { url, drop } = await newDatabase()
  onTestFinished(drop)
  const databases = await Promise.all([1, 2].map(() => right(openPg({ connectionString: url }))))
  const parts = await Promise.all(
    databases.map(async (database) => {
      const store = await right(createPostgresStore(database))
      const queue = await right(openWorkerQueue({ database, connectionString: url }))
      return { store, queue, ...counting(serviceOver(store)) }
    }),
  )
  const { counted: service } = parts[0] ?? counting(serviceOver(createMemoryStore()))
  const totals = [1, 2, 7, 30, 1, 2, 7, 30]
  const keys = await committed(service, totals)
  const processors = await Promise.all(
    parts.map(({ counted, store, queue }) => process(counted, store, queue)),
  )
  await everyOneIs('Completed', service, keys)
  await Promise.all(processors.map(({ stop }) => stop()))
  await Promise.all(databases.map(({ close }) => close()))
  const doneOf = ({ id }: SessionKey) => parts.reduce((sum, { done }) => sum + (done.get(id) ?? 0), 0)
  expect(keys.map(doneOf)).toEqual(totals)
}

if (server !== null) {
  describe('processors on one database', () => {
    it('share the work and count no job twice', onServer)
  })
}
