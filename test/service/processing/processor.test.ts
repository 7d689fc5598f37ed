import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import {
  createMemoryStore,
  createTimerQueue,
  type ProcessingContext,
  type SessionKey,
  type SessionService,
  type SessionStore,
  simulatedWork,
  startProcessor,
  type WorkQueue,
} from '../../../src/service/index.js'
import { createPostgresStore, openPg, openWorkerQueue } from '../../../src/service/postgres/index.js'
import { newDatabase, server } from '../database.js'
import { right } from '../outcome.js'
import { serviceOver } from '../service.js'
import { commitSession, entryOf, handQueue } from './handQueue.js'

/** Commits sessions with these numbers of jobs. */
const commitSessions = (service: SessionService, totals: ReadonlyArray<number>) =>
  Promise.all(totals.map((total) => commitSession(service, total)))

const statesOf = (service: SessionService, keys: ReadonlyArray<SessionKey>) =>
  Promise.all(keys.map(async (key) => (await right(service.get(key))).session.state))

const waitUntilAll = (state: string, service: SessionService, keys: ReadonlyArray<SessionKey>) =>
  vi.waitFor(async () => expect(new Set(await statesOf(service, keys))).toEqual(new Set([state])), {
    timeout: 60_000,
    interval: 20,
  })

const start = (service: SessionService, store: SessionStore, queue: WorkQueue, processingTime = 10) =>
  right(
    startProcessor({
      service,
      store,
      queue,
      work: simulatedWork(processingTime),
      pollInterval: 10,
      drainTimeout: 0,
    }),
  )

describe('a processor in one process', () => {
  it('completes sessions that were committed before it started and while it runs', async () => {
    const store = createMemoryStore()
    const service = serviceOver(store)
    const before = await commitSessions(service, [1, 25, 1_000_000])
    const processor = await start(service, store, createTimerQueue())
    const after = await commitSessions(service, [3, 1])
    await waitUntilAll('Completed', service, [...before, ...after])
    await processor.stop()
  })

  it('leaves cancelled sessions, and does nothing after it has stopped', async () => {
    const store = createMemoryStore()
    const service = serviceOver(store)
    const keys = await commitSessions(service, [5])
    const processor = await start(service, store, createTimerQueue(), 60_000)
    for (const key of keys) await right(service.cancel(key))
    await processor.stop()
    expect(await statesOf(service, keys)).toEqual(['Cancelled'])
  })

  it('puts a session into the queue again if nothing has come of it', async () => {
    const store = createMemoryStore()
    const service = serviceOver(store)
    const key = await commitSession(service, 3)
    /** A queue whose workers all die. */
    const { queue, put } = handQueue()
    const processor = await right(
      startProcessor({ service, store, queue, work: async () => {}, pollInterval: 1 }),
    )
    await vi.waitFor(() => expect(put.length).toBeGreaterThan(1), { timeout: 30_000, interval: 5 })
    await processor.stop()
    expect(put.slice(0, 2)).toEqual([entryOf(key, 3), entryOf(key, 3)])
  })

  it('counts a batch once if two workers get it, and the slower one comes again', async () => {
    const store = createMemoryStore()
    const service = serviceOver(store)
    const key = await commitSession(service, 100)
    const { queue, handle } = handQueue()
    const processor = await right(startProcessor({ service, store, queue, work: async () => 10 }))
    await processor.stop()
    // Both read the session before either has changed it.
    const [first, second] = await Promise.all([handle(entryOf(key, 100)), handle(entryOf(key, 100))])
    expect((await right(service.get(key))).session.remainingJobCount).toBe(90)
    expect(first).toEqual({ entry: entryOf(key, 90), delay: 0 })
    expect(second).toEqual({ entry: entryOf(key, 100), delay: 0 })
  })
})

describe('onError of a processor', () => {
  const cause = { code: 'ECONNREFUSED', message: 'refused' }
  const poll = { key: null, job: null, attempt: null }
  const unavailable = { code: 'unavailable' as const, retryAfter: 1, message: 'away', cause }

  /** What a processor over a store reports first. */
  const firstError = async (service: SessionService, store: SessionStore, queue = createTimerQueue()) => {
    const errors: Array<readonly [unknown, ProcessingContext]> = []
    const onError = (error: unknown, context: ProcessingContext) => errors.push([error, context])
    const options = {
      service,
      store,
      queue,
      work: async () => {},
      pollInterval: 10,
      onError,
      drainTimeout: 0,
    }
    const processor = await right(startProcessor(options))
    await vi.waitFor(() => expect(errors).not.toEqual([]), { timeout: 60_000, interval: 10 })
    await processor.stop()
    return errors[0]
  }

  it('is called for a poll that fails, because of the store or of the queue', async () => {
    const store = createMemoryStore()
    const service = serviceOver(store)
    const away = { ...store, processing: () => TE.left(unavailable) }
    expect(await firstError(service, away)).toEqual([unavailable, poll])
    await commitSessions(service, [5])
    const full = { ...createTimerQueue(), put: () => Promise.reject(new Error('the queue is full')) }
    expect(await firstError(service, store, full)).toEqual([new Error('the queue is full'), poll])
  })

  it('is called for work that fails, with its session', async () => {
    const store = createMemoryStore()
    const service = serviceOver(store)
    const [key] = await commitSessions(service, [5])
    const failing = { ...service, completeJobs: () => TE.left(unavailable) }
    expect(await firstError(failing, store)).toEqual([unavailable, { key, job: 1, attempt: 1 }])
    const lost = { ...service, get: () => TE.left(unavailable) }
    expect(await firstError(lost, store)).toEqual([unavailable, { key, job: null, attempt: null }])
  })
})

/** A service that counts the completed jobs of each session. */
const countingService = (service: SessionService) => {
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

const shareWork = async (): Promise<void> => {
  const { url, drop } = await newDatabase()
  onTestFinished(drop)
  const databases = await Promise.all([1, 2].map(() => right(openPg({ connectionString: url }))))
  const processes = await Promise.all(
    databases.map(async (database) => {
      const store = await right(createPostgresStore(database))
      const queue = await right(openWorkerQueue({ database, connectionString: url }))
      return { store, queue, ...countingService(serviceOver(store)) }
    }),
  )
  const { counted: service } = processes[0] ?? countingService(serviceOver(createMemoryStore()))
  const totals = [1, 2, 7, 30, 1, 2, 7, 30]
  const keys = await commitSessions(service, totals)
  const processors = await Promise.all(
    processes.map(({ counted, store, queue }) => start(counted, store, queue)),
  )
  await waitUntilAll('Completed', service, keys)
  await Promise.all(processors.map(({ stop }) => stop()))
  await Promise.all(databases.map(({ close }) => close()))
  const doneOf = ({ id }: SessionKey) => processes.reduce((sum, { done }) => sum + (done.get(id) ?? 0), 0)
  expect(keys.map(doneOf)).toEqual(totals)
}

if (server !== null) {
  describe('processors on one database', () => {
    it('share the work and count no job twice', shareWork)
  })
}
