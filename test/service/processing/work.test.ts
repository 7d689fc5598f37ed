// What a processor asks of work, and what comes of a job that is done or has failed.
import fc from 'fast-check'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { describe, expect, it } from 'vitest'
import {
  createMemoryStore,
  type Job,
  type ProcessingContext,
  type ProcessorOptions,
  type SessionService,
  simulatedWork,
  startProcessor,
  type Work,
} from '../../../src/service/index.js'
import { right } from '../outcome.js'
import { datastoreId, serviceOver } from '../service.js'
import { commitSession, entryOf, handQueue } from './handQueue.js'

type Options = Partial<ProcessorOptions> & Pick<ProcessorOptions, 'work'>

/** A processor that only works what a test hands out, and what it has reported. */
const startByHand = async (options: Options) => {
  const store = createMemoryStore()
  const service = serviceOver(store)
  const byHand = handQueue()
  const errors: Array<readonly [unknown, ProcessingContext]> = []
  const onError = (error: unknown, context: ProcessingContext) => errors.push([error, context])
  const parts = { service, store, queue: byHand.queue, onError, ...options }
  const processor = await right(startProcessor(parts))
  await processor.stop()
  return { ...byHand, service: parts.service, store, errors }
}

const sessionOf = async (service: SessionService, key: Parameters<SessionService['get']>[0]) =>
  (await right(service.get(key))).session

const salt = '0a'.repeat(32)

const outage = {
  code: 'unavailable' as const,
  retryAfter: 0,
  message: 'away',
  cause: { code: null, message: '' },
}

describe('work', () => {
  it('gets one job after the other, with its session', async () => {
    const jobs: Array<Job> = []
    const { service, handleAll } = await startByHand({
      work: async (job) => {
        jobs.push(job)
      },
    })
    const key = await commitSession(service, 3, { totalBlockCount: 1, salt })
    await handleAll(entryOf(key, 3))
    expect(jobs.map(({ number, total, remaining, attempt }) => [number, total, remaining, attempt])).toEqual([
      [1, 3, 3, 1],
      [2, 3, 2, 1],
      [3, 3, 1, 1],
    ])
    expect(jobs[1]).toMatchObject({ key, session: { salt, remainingJobCount: 2 } })
    expect((await sessionOf(service, key)).state).toBe('Completed')
  })

  it('ends every session: completed, or failed after the attempts, with the jobs that were done', async () => {
    const call = fc.oneof(
      fc.integer({ min: 1, max: 4 }).map((count) => ({ count })),
      fc.constant({ count: null }),
      fc.constantFrom(0, -1, 1.5, Number.NaN, 99).map((count) => ({ count })),
    )
    const property = fc.asyncProperty(
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 4 }),
      fc.array(call, { maxLength: 40 }),
      async (total, maxAttempts, calls) => {
        let [made, done] = [0, 0]
        /** The attempts that failed. */
        const failed: Array<number> = []
        const work: Work = async ({ remaining, attempt }) => {
          const { count } = calls[made] ?? { count: 1 }
          made += 1
          const isDone = Number.isInteger(count) && count !== null && count >= 1 && count <= remaining
          if (isDone) done += count
          else failed.push(attempt)
          if (count === null) throw new Error('failed')
          return count
        }
        const { service, handleAll, errors } = await startByHand({ work, retry: { maxAttempts } })
        const key = await commitSession(service, total)
        const followed = await handleAll(entryOf(key, total))
        const { state, remainingJobCount } = await sessionOf(service, key)
        expect(remainingJobCount).toBe(total - done)
        expect(state).toBe(done === total ? 'Completed' : 'Failed')
        expect(failed.includes(maxAttempts)).toBe(state === 'Failed')
        expect(Math.max(0, ...failed)).toBeLessThanOrEqual(maxAttempts)
        expect(errors.map(([, { attempt }]) => attempt)).toEqual(failed)
        expect(followed).toHaveLength(made - 1)
      },
    )
    await fc.assert(property, { numRuns: 50 })
  })

  it('is not repeated because of an outage of the store after it, and counted once', async () => {
    let [calls, outages] = [0, 3]
    const store = createMemoryStore()
    const service = serviceOver(store)
    /** Makes each change, and loses the answer to the first ones. */
    const forgetful: SessionService = {
      ...service,
      completeJobs: (request) => async () => {
        if (outages > 1) {
          outages -= 1
          return TE.left(outage)()
        }
        const outcome = await service.completeJobs(request)()
        if (outages === 0) return outcome
        outages -= 1
        return TE.left(outage)()
      },
    }
    const work = async () => {
      calls += 1
    }
    const { handleAll, errors } = await startByHand({ service: forgetful, store, work })
    const key = await commitSession(service, 2)
    await handleAll(entryOf(key, 2))
    expect([calls, (await sessionOf(service, key)).state]).toEqual([2, 'Completed'])
    expect(errors).toEqual(Array.from({ length: 3 }, () => [outage, { key, job: 1, attempt: 1 }]))
  })

  it('counts though the metadata of its session change meanwhile', async () => {
    let calls = 0
    const { service, handleAll } = await startByHand({
      work: async ({ key }) => {
        calls += 1
        await right(service.update({ ...key, patch: { fileName: `${calls}.csv` } }))
      },
    })
    const { session } = await right(service.create({ datastoreId, request: { totalBlockCount: 0 } }))
    const key = { datastoreId, id: session.id ?? '' }
    await right(service.commit({ ...key, totalJobCount: 2 }))
    await handleAll(entryOf(key, 2))
    expect([calls, (await sessionOf(service, key)).state]).toEqual([2, 'Completed'])
  })

  it('does not count for a session that was removed and created again', async () => {
    const request = { id: 'again', totalBlockCount: 1 }
    let calls = 0
    const { service, handleAll } = await startByHand({
      work: async ({ key }) => {
        calls += 1
        if (calls > 1) return
        await right(service.remove(key))
        await commitSession(service, 2, request)
      },
    })
    const key = await commitSession(service, 2, request)
    await handleAll(entryOf(key, 2))
    expect([calls, (await sessionOf(service, key)).state]).toEqual([3, 'Completed'])
  })
})

describe('simulatedWork', () => {
  it('does the jobs of a session in at most ten batches, each of a second or more', async () => {
    const property = fc.asyncProperty(
      fc.integer({ min: 1, max: 5_000 }),
      fc.integer({ min: 0, max: 9 }),
      async (total, milliseconds) => {
        const { service, handleAll } = await startByHand({ work: simulatedWork(milliseconds) })
        const key = await commitSession(service, total)
        expect(await handleAll(entryOf(key, total))).toEqual([])
        expect((await sessionOf(service, key)).state).toBe('Completed')
      },
    )
    await fc.assert(property, { numRuns: 5 })
  })
})
