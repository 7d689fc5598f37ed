// Jobs that are not to go on: because their session left the processing, or because the processor stops.
import * as TE from 'fp-ts/lib/TaskEither.js'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  createMemoryStore,
  type Job,
  type SessionKey,
  type SessionService,
  type SessionStore,
  startProcessor,
  type Work,
} from '../../../src/service/index.js'
import { right } from '../outcome.js'
import { serviceOver } from '../service.js'
import { commitSession, entryOf, handQueue } from './handQueue.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const error = { code: 'x' }

/** What takes a session out of the processing. */
const exits: Readonly<Record<string, (service: SessionService, key: SessionKey) => Promise<unknown>>> = {
  cancelled: (service, key) => right(service.cancel(key)),
  failed: (service, key) => right(service.fail({ ...key, error })),
  removed: (service, key) => right(service.remove(key)),
  completed: (service, key) => right(service.completeJobs({ ...key, count: 2 })),
}

/** Work that goes on until it is told, whatever its signal says. */
const openWork = () => {
  const jobs: Array<Job> = []
  const ends: Array<() => void> = []
  const work: Work = (job) => {
    jobs.push(job)
    return new Promise<void>((resolve) => {
      ends.push(resolve)
    })
  }
  return { work, jobs, end: () => ends.shift()?.() }
}

/** A processor at work on a session of two jobs. */
const atWork = async (changed = (store: SessionStore) => store) => {
  const store = createMemoryStore()
  const service = serviceOver(store)
  const { queue, handle } = handQueue()
  const open = openWork()
  const errors: Array<unknown> = []
  const onError = (thrown: unknown) => errors.push(thrown)
  const processor = await right(
    startProcessor({ service, store: changed(store), queue, work: open.work, onError }),
  )
  const key = await commitSession(service, 2)
  const handled = handle(entryOf(key, 2))
  await vi.waitFor(() => expect(open.jobs).toHaveLength(1))
  return { ...open, service, processor, key, handled, errors }
}

describe('the signal of a job', () => {
  it.each(Object.entries(exits))(
    'aborts within a poll of its session being %s; then nothing counts',
    async (_, leave) => {
      const { service, key, jobs, end, handled, processor, errors } = await atWork()
      expect(jobs[0]?.signal.aborted).toBe(false)
      await leave(service, key)
      const before = await service.get(key)()
      await vi.advanceTimersByTimeAsync(1_000)
      expect(jobs[0]?.signal.aborted).toBe(true)
      end()
      expect(await handled).toBe(null)
      expect(await service.get(key)()).toEqual(before)
      expect(errors).toEqual([])
      await processor.stop()
    },
  )

  it('does not abort while its session is in processing', async () => {
    const { jobs, end, handled, key, processor } = await atWork()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(jobs[0]?.signal.aborted).toBe(false)
    end()
    expect(await handled).toEqual({ entry: entryOf(key, 1), delay: 0 })
    await processor.stop()
  })

  it('does not abort because of a list that lacks its session', async () => {
    const { jobs, end, handled, key, processor } = await atWork((store) => ({
      ...store,
      processing: () => TE.right({ items: [], next: null }),
    }))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(jobs[0]?.signal.aborted).toBe(false)
    end()
    expect(await handled).toEqual({ entry: entryOf(key, 1), delay: 0 })
    await processor.stop()
  })

  it('aborts when the processor stops, and its entry goes to the next one, as the same attempt', async () => {
    const { jobs, end, handled, key, processor, errors } = await atWork()
    const stopped = processor.stop()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(jobs[0]?.signal.aborted).toBe(true)
    end()
    expect(await handled).toEqual({ entry: entryOf(key, 2), delay: 0 })
    await stopped
    expect(errors).toEqual([])
  })

  it('does not have to be heeded for the entry to go on', async () => {
    const { handled, key, processor } = await atWork()
    const stopped = processor.stop()
    await vi.advanceTimersByTimeAsync(6_000)
    expect(await handled).toEqual({ entry: entryOf(key, 2), delay: 0 })
    await stopped
  })

  it('ends the reading of a block', async () => {
    async function* endless(): AsyncGenerator<Uint8Array, never> {
      for (;;) {
        await new Promise((resolve) => {
          setTimeout(resolve, 10)
        })
        yield new Uint8Array(1)
      }
    }
    const store = createMemoryStore()
    const service = serviceOver(store)
    const { queue, handle } = handQueue()
    const thrown: Array<unknown> = []
    const work: Work = async ({ blocks }) => {
      for (const { content } of await blocks()) {
        try {
          for await (const chunk of content()) expect(chunk).toHaveLength(1)
        } catch (error) {
          thrown.push(error)
        }
      }
    }
    const blocks = { get: () => TE.right(endless()) }
    const processor = await right(startProcessor({ service, store, queue, work, blocks }))
    const key = await commitSession(service, 1)
    const handled = handle(entryOf(key, 1))
    await vi.advanceTimersByTimeAsync(1_000)
    expect(thrown).toEqual([])
    await right(service.cancel(key))
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await handled).toBe(null)
    expect(thrown).toMatchObject([{ name: 'AbortError' }])
    await processor.stop()
  })
})
