// How a processor stops: after the jobs in progress, and in bounded time whatever they do.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  createMemoryStore,
  createTimerQueue,
  type Job,
  type SessionService,
  startProcessor,
  type Work,
} from '../../../src/service/index.js'
import { right } from '../outcome.js'
import { serviceOver } from '../service.js'
import { commitSession } from './handQueue.js'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })

/** Rejects with the reason of a signal once that aborts. */
const untilAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })

/** Stops a processor at work on a session of two jobs; gives what was left of it, and how long that took. */
const stopAtWork = async (
  does: Work,
  drainTimeout?: number,
  change = (service: SessionService) => service,
) => {
  const store = createMemoryStore()
  const service = serviceOver(store)
  const jobs: Array<Job> = []
  const errors: Array<unknown> = []
  const options = {
    service: change(service),
    store,
    queue: createTimerQueue(),
    work: ((job) => {
      jobs.push(job)
      return does(job)
    }) satisfies Work,
    onError: (error: unknown) => errors.push(error),
    ...(drainTimeout === undefined ? {} : { drainTimeout }),
  }
  const key = await commitSession(service, 2)
  const processor = await right(startProcessor(options))
  await vi.waitFor(() => expect(jobs).toHaveLength(1))
  const begun = Date.now()
  let took = Number.NaN
  const stopped = processor.stop().then(() => {
    took = Date.now() - begun
  })
  await vi.runAllTimersAsync()
  await stopped
  const { remainingJobCount } = (await right(service.get(key))).session
  return { took, remainingJobCount, begun: jobs.length, aborted: jobs[0]?.signal.aborted, errors }
}

describe('a processor that stops', () => {
  it('waits for the job in progress, counts it, and begins no other', async () => {
    expect(await stopAtWork(() => pause(4_000))).toEqual({
      took: expect.toSatisfy((time) => time > 3_000 && time <= 4_000),
      remainingJobCount: 1,
      begun: 1,
      aborted: false,
      errors: [],
    })
  })

  it.each([
    [5_000, undefined],
    [100, 100],
    [0, 0],
  ])(
    'aborts a job that goes on after %i ms, and neither counts nor reports it',
    async (took, drainTimeout) => {
      const outcome = await stopAtWork(({ signal }) => untilAborted(signal), drainTimeout)
      expect(outcome).toEqual({ took, remainingJobCount: 2, begun: 1, aborted: true, errors: [] })
    },
  )

  it('does not count a job that ends after its signal has aborted', async () => {
    const outcome = await stopAtWork(({ signal }) => untilAborted(signal).catch(() => undefined), 100)
    expect(outcome).toMatchObject({ took: 100, remainingJobCount: 2, errors: [] })
  })

  it('has stopped two seconds later though the job ignores its signal', async () => {
    const outcome = await stopAtWork(() => pause(60_000), 100)
    expect(outcome).toMatchObject({ remainingJobCount: 2, begun: 1, aborted: true, errors: [] })
    expect(outcome.took).toBeLessThanOrEqual(2_100)
  })

  it('has stopped two seconds later though its store does not answer', async () => {
    const silent = (service: SessionService) => ({
      ...service,
      completeJobs: () => () => new Promise<never>(() => {}),
    })
    const outcome = await stopAtWork(() => pause(10), 100, silent)
    expect(outcome).toMatchObject({ remainingJobCount: 2, begun: 1 })
    expect(outcome.took).toBeLessThanOrEqual(2_100)
  })

  it('leaves its job to the next processor, as the same attempt', async () => {
    const store = createMemoryStore()
    const service = serviceOver(store)
    const key = await commitSession(service, 1)
    const queue = createTimerQueue()
    const attempts: Array<number> = []
    const begin = async (work: Work) => {
      const counting: Work = (job) => {
        attempts.push(job.attempt)
        return work(job)
      }
      return right(startProcessor({ service, store, queue, work: counting, drainTimeout: 0 }))
    }
    const first = await begin(({ signal }) => untilAborted(signal))
    await vi.waitFor(() => expect(attempts).toEqual([1]))
    await Promise.all([first.stop(), vi.runAllTimersAsync()])
    const second = await begin(async () => {})
    await vi.waitFor(async () => expect((await right(service.get(key))).session.state).toBe('Completed'))
    await second.stop()
    expect(attempts).toEqual([1, 1])
  })
})
