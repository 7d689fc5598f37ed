// What keeps processing right where workers meet or die: the revision, and putting sessions into the queue again.
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createMemoryStore, type SessionKey, startProcessor, type Work } from '../../src/service/index.js'
import { createPostgresStore, openPg, openWorkerQueue } from '../../src/service/postgres/index.js'
import { newDatabase, server } from './database.js'
import { right } from './outcome.js'
import { block, datastoreId, serviceOver } from './service.js'

const commit = async (
  service: ReturnType<typeof serviceOver>,
  totalJobCount: number,
): Promise<SessionKey> => {
  const { session } = await right(service.create({ datastoreId, request: { totalBlockCount: 1 } }))
  const key = { datastoreId, id: session.id ?? '' }
  await right(service.acknowledgeBlock({ ...key, block: block('a') }))
  await right(service.commit({ ...key, totalJobCount }))
  return key
}

describe('a processor', () => {
  it('counts a batch once if two workers get it, and the slower one comes again', async () => {
    const store = createMemoryStore()
    const service = serviceOver(store)
    const key = await commit(service, 100)
    let work: Work = async () => null
    const queue = {
      put: async () => {},
      run: async (given: Work) => {
        work = given
        return async () => {}
      },
    }
    const processor = await right(startProcessor({ service, store, queue, processingTime: 10_000 }))
    await processor.stop()
    // Both read the session before either has changed it.
    const delays = await Promise.all([work(key), work(key)])
    expect((await right(service.get(key))).session.remainingJobCount).toBe(90)
    expect(delays).toEqual([1_000, 0])
  })

  it('puts a session into the queue again if nothing has come of it', async () => {
    const store = createMemoryStore()
    const service = serviceOver(store)
    const key = await commit(service, 1)
    const put: Array<SessionKey> = []
    /** A queue whose workers all die. */
    const queue = {
      put: async (given: SessionKey) => {
        put.push(given)
      },
      run: async () => async () => {},
    }
    const processor = await right(
      startProcessor({ service, store, queue, processingTime: 10, pollInterval: 1 }),
    )
    await vi.waitFor(() => expect(put.length).toBeGreaterThan(1), { timeout: 30_000, interval: 5 })
    await processor.stop()
    expect(new Set(put.map(({ id }) => id))).toEqual(new Set([key.id]))
  })

  it.runIf(server !== null)('completes a session whose worker died with its job', async () => {
    const { url, drop } = await newDatabase()
    const database = await right(openPg({ connectionString: url }))
    onTestFinished(() => database.close().then(drop))
    const store = await right(createPostgresStore(database))
    const service = serviceOver(store)
    const open = () => right(openWorkerQueue({ database, connectionString: url, concurrency: 1 }))
    const key = await commit(service, 3)
    // A worker that dies takes its job with it: the queue holds it locked for hours.
    const dead = await open()
    let end: (delay: null) => void = () => undefined
    const taken = new Promise<() => Promise<void>>((resolve) => {
      const stop = dead.run(() => {
        resolve(async () => (await stop)())
        return new Promise((done) => {
          end = done
        })
      })
    })
    await dead.put(key, 0)
    const stopDead = await taken

    const alive = { service, store, queue: await open(), processingTime: 10, pollInterval: 5 }
    const processor = await right(startProcessor(alive))
    await vi.waitFor(async () => expect((await right(service.get(key))).session.state).toBe('Completed'), {
      timeout: 60_000,
      interval: 20,
    })
    await processor.stop()
    end(null)
    await stopDead()
  })
})
