// Jobs that fail: when they are tried again, and what a session fails with in the end.
import fc from 'fast-check'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { describe, expect, it } from 'vitest'
import { ClassificationError } from '../../../src/model/index.js'
import { createMemoryStore, type RetryOptions, startProcessor } from '../../../src/service/index.js'
import { right } from '../outcome.js'
import { datastoreId, serviceOver, uriOf } from '../service.js'
import { commitSession, entryOf, handQueue } from './handQueue.js'

const salt = '0a'.repeat(32)

/** A session whose work throws this every time, once it is done with. */
const failWith = async (thrown: unknown, retry: Partial<RetryOptions> = { maxAttempts: 1 }) => {
  const store = createMemoryStore()
  const service = serviceOver(store)
  const { queue, handleAll } = handQueue()
  let calls = 0
  const work = async () => {
    calls += 1
    throw thrown
  }
  const processor = await right(startProcessor({ service, store, queue, work, retry }))
  await processor.stop()
  const key = await commitSession(service, 3, { totalBlockCount: 1, salt })
  const followed = await handleAll(entryOf(key, 3))
  const { session } = await right(service.get(key))
  return { calls, delays: followed.map(({ delay }) => delay), session }
}

describe('a job that fails', () => {
  it('is tried ten times in four minutes, unless set', async () => {
    const { calls, delays, session } = await failWith(new Error('x'), {})
    expect([calls, session.state]).toEqual([10, 'Failed'])
    expect(delays).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60].map((seconds) => seconds * 1_000))
  })

  it('is tried after delays that grow by a factor up to the longest, changed by the jitter', async () => {
    const options = fc.record({
      maxAttempts: fc.integer({ min: 1, max: 20 }),
      initialDelay: fc.integer({ min: 0, max: 10_000 }),
      factor: fc.integer({ min: 1, max: 4 }),
      maxDelay: fc.integer({ min: 0, max: 100_000 }),
    })
    const property = fc.asyncProperty(options, fc.integer({ min: 0, max: 10 }), async (retry, tenths) => {
      const jitter = (delay: number) => (delay * tenths) / 10
      const { delays } = await failWith(new Error('x'), { ...retry, jitter })
      const { maxAttempts, initialDelay, factor, maxDelay } = retry
      let delay = initialDelay
      const expected = Array.from({ length: maxAttempts - 1 }, () => {
        const now = Math.min(delay, maxDelay)
        delay *= factor
        return jitter(now)
      })
      expect(delays).toEqual(expected)
    })
    await fc.assert(property, { numRuns: 30 })
  })

  it('does not count attempts at an earlier job, whose worker died once it was counted', async () => {
    const store = createMemoryStore()
    const service = serviceOver(store)
    const { queue, handle } = handQueue()
    const attempts: Array<number> = []
    const work = async ({ attempt }: { readonly attempt: number }) => {
      attempts.push(attempt)
    }
    await right(startProcessor({ service, store, queue, work })).then(({ stop }) => stop())
    const key = await commitSession(service, 3)
    await right(service.completeJobs({ ...key, count: 1 }))
    expect(await handle(entryOf(key, 3, 2))).toEqual({ entry: entryOf(key, 1), delay: 0 })
    expect(await handle(entryOf(key, 1, 2))).toBe(null)
    expect(attempts).toEqual([1, 2])
  })

  it('whose workers all died fails its session without being tried again', async () => {
    const store = createMemoryStore()
    const service = serviceOver(store)
    const { queue, handle } = handQueue()
    const work = () => Promise.reject(new Error('tried again'))
    const retry = { maxAttempts: 2 }
    await right(startProcessor({ service, store, queue, work, retry })).then(({ stop }) => stop())
    const key = await commitSession(service, 3)
    expect(await handle(entryOf(key, 3, 3))).toBe(null)
    expect((await right(service.get(key))).session.error).toEqual({
      code: 'processingInterrupted',
      message: 'the processing was interrupted 2 times',
    })
  })

  it('is tried again if its session could not be failed, because of an outage', async () => {
    const store = createMemoryStore()
    const service = serviceOver(store)
    const { queue, handle } = handQueue()
    const cause = { code: null, message: '' }
    const away = { code: 'unavailable' as const, retryAfter: 7, message: 'away', cause }
    const failing = { ...service, fail: () => TE.left(away) }
    const work = () => Promise.reject(new Error('x'))
    const options = { service: failing, store, queue, work, retry: { maxAttempts: 1 } }
    await right(startProcessor(options)).then(({ stop }) => stop())
    const key = await commitSession(service, 3)
    expect(await handle(entryOf(key, 3))).toEqual({ entry: entryOf(key, 3), delay: 7_000 })
  })
})

describe('the error of a session', () => {
  const errorOf = async (thrown: unknown) => (await failWith(thrown)).session.error

  it('has the code and the message of what was thrown', async () => {
    const thrown = Object.assign(new Error('row 17 is too short'), { code: 'dataCorrupted' })
    expect(await errorOf(thrown)).toEqual({ code: 'dataCorrupted', message: 'row 17 is too short' })
    expect(await errorOf('the index is full')).toMatchObject({ message: 'the index is full' })
    expect(await errorOf({ code: 'full', message: 'the index is full' })).toMatchObject({ code: 'full' })
  })

  it('is there whatever is thrown, of a length that can be kept', async () => {
    const property = fc.asyncProperty(
      fc.oneof(fc.anything(), fc.string({ unit: 'binary', maxLength: 5_000, size: 'max' })),
      fc.boolean(),
      async (thrown, wrapped) => {
        const error = await errorOf(wrapped ? new Error(String(fc.stringify(thrown))) : thrown)
        expect(ClassificationError.is(error)).toBe(true)
        expect(error?.code).toMatch(/^[\w.-]{1,64}$/)
        expect(error?.message).not.toBe('')
        expect(JSON.stringify(error).length).toBeLessThanOrEqual(4_096)
      },
    )
    await fc.assert(property, { numRuns: 50 })
  })

  it('has no stack and no secret', async () => {
    const inner = new Error('inner')
    expect(await errorOf(new Error(inner.stack ?? ''))).toMatchObject({ message: 'Error: inner' })
    const secrets = [
      `the salt ${salt}`,
      `sent to ${uriOf('a', 'b')}&sig=c2lnbmF0dXJl+`,
      'postgres://app:hunter2@db/edm refused',
      'authorization: Bearer abc.def',
      'the password=hunter2 is wrong',
    ]
    const error = await errorOf(new Error(secrets.join('\n')))
    expect(error?.message).toBe(
      `the salt *** sent to ${uriOf('a', 'b')}&sig=*** postgres://***@db/edm refused authorization: Bearer *** the password=*** is wrong`,
    )
    const ownUri = async () => {
      const store = createMemoryStore()
      const service = serviceOver(store)
      const { queue, handle } = handQueue()
      const work = async ({ session }: { readonly session: { readonly dataUploadURI?: string | null } }) => {
        throw new Error(`read ${session.dataUploadURI}`)
      }
      const options = { service, store, queue, work, retry: { maxAttempts: 1 } }
      await right(startProcessor(options)).then(({ stop }) => stop())
      const key = await commitSession(service, 1)
      await handle(entryOf(key, 1))
      return (await right(service.get({ datastoreId, id: key.id }))).session.error?.message
    }
    expect(await ownUri()).toBe('read ***')
  })
})
