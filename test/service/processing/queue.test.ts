// What both queues promise.
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import {
  createTimerQueue,
  type QueueEntry,
  type QueueHandler,
  type WorkQueue,
} from '../../../src/service/index.js'
import { openPg, openWorkerQueue } from '../../../src/service/postgres/index.js'
import { newDatabase, server } from '../database.js'
import { right } from '../outcome.js'
import { entryOf } from './handQueue.js'

type Open = (concurrency: number) => Promise<WorkQueue>

const openServer = async () => {
  const { url, drop } = await newDatabase()
  const database = await right(openPg({ connectionString: url }))
  onTestFinished(() => database.close().then(drop))
  return { database, connectionString: url }
}

const openInServer: Open = async (concurrency) =>
  right(openWorkerQueue({ ...(await openServer()), concurrency }))

const queues: Readonly<Record<string, Open>> = {
  'a queue of timers': async (concurrency) => createTimerQueue({ concurrency }),
  ...(server === null ? {} : { 'a queue in a server': openInServer }),
}

const entry = (id: string, attempt = 1): QueueEntry => entryOf({ datastoreId: 'patients', id }, 3, attempt)

/** Runs a queue; gives what it handed out. */
const run = async (queue: WorkQueue, handler: QueueHandler) => {
  const handled: Array<QueueEntry> = []
  const stop = await queue.run((given) => {
    handled.push(given)
    return handler(given)
  })
  const until = (count: number) =>
    vi.waitFor(() => expect(handled).toHaveLength(count), { timeout: 60_000, interval: 5 })
  return { handled, stop, until }
}

describe.each(Object.entries(queues))('%s', (_, open) => {
  it('hands out what was put into it, before and while it runs, and each session once', async () => {
    const queue = await open(4)
    await queue.put(entry('a'))
    await queue.put(entry('a', 7))
    const { handled, stop, until } = await run(queue, async () => null)
    await until(1)
    await queue.put(entry('b'))
    await until(2)
    await stop()
    expect(handled).toEqual([entry('a'), entry('b')])
  })

  it('hands out the entry that follows, and then a session that is put again', async () => {
    const queue = await open(4)
    const { handled, stop, until } = await run(queue, async (given) =>
      given.attempt < 3 ? { entry: entry('a', given.attempt + 1), delay: 10 } : null,
    )
    await queue.put(entry('a'))
    await until(3)
    await vi.waitFor(
      async () => {
        await queue.put(entry('a', 9))
        expect(handled.length).toBeGreaterThan(3)
      },
      { timeout: 60_000, interval: 5 },
    )
    await stop()
    expect(handled.slice(0, 4).map(({ attempt }) => attempt)).toEqual([1, 2, 3, 9])
  })

  it('does not hand out a session that is handled, and waits for its handlers when it stops', async () => {
    const queue = await open(4)
    const ends: Array<(next: null) => void> = []
    const { handled, stop, until } = await run(
      queue,
      () =>
        new Promise((resolve) => {
          ends.push(resolve)
        }),
    )
    await queue.put(entry('a'))
    await until(1)
    await queue.put(entry('a', 2))
    await queue.put(entry('b'))
    await until(2)
    let handling = true
    const stopped = stop().then(() => handling)
    await Promise.resolve()
    handling = false
    for (const end of ends) end(null)
    expect(await stopped).toBe(false)
    expect(handled).toEqual([entry('a'), entry('b')])
  })

  it('handles as many sessions at once as it may', async () => {
    const queue = await open(2)
    const ends: Array<() => void> = []
    let [now, most] = [0, 0]
    const { handled, stop, until } = await run(queue, async () => {
      now += 1
      most = Math.max(most, now)
      await new Promise<void>((resolve) => {
        ends.push(resolve)
      })
      now -= 1
      return null
    })
    for (const id of ['a', 'b', 'c', 'd', 'e']) await queue.put(entry(id))
    for (let count = 2; count <= 5; count += 1) {
      await until(count)
      ends.shift()?.()
    }
    for (const end of ends) end()
    await stop()
    expect([handled.length, most]).toEqual([5, 2])
  })
})

describe.runIf(server !== null)('a queue in a server', () => {
  it('hands out a session again that a worker took and died with at once', async () => {
    const place = await openServer()
    const queue = await right(openWorkerQueue({ ...place, lockDuration: 60_000 }))
    await queue.put(entry('a'))
    const take = async (ago: string) => {
      await place.database.query(
        `update exact_match_worker._private_jobs set locked_by = 'dead', locked_at = now() - $1::interval`,
        [ago],
      )
      await queue.put(entry('a', 2))
    }
    await take('59 seconds')
    const { handled, stop, until } = await run(queue, async () => null)
    await queue.put(entry('b'))
    await until(1)
    await take('61 seconds')
    await until(2)
    await stop()
    expect(handled).toEqual([entry('b'), entry('a', 2)])
  })

  it('forgets what dead workers have locked, some hours later', async () => {
    const place = await openServer()
    const queue = await right(openWorkerQueue(place))
    await queue.put(entry('a'))
    const { query } = place.database
    await query(
      `update exact_match_worker._private_jobs set key = null, attempts = max_attempts, locked_by = 'dead',
        locked_at = now() - interval '5 hours'`,
      [],
    )
    await queue.run(async () => null).then((stop) => stop())
    expect(await query('select from exact_match_worker.jobs', [])).toEqual([])
  })
})
