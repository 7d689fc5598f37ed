import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { historyViolationsOf, violationsOf } from '../../src/model/index.js'
import { createMemoryStore } from '../../src/service/index.js'
import { left, right } from './outcome.js'
import { createSession, datastoreId, secondsPastNine, serviceOver } from './service.js'

describe('commit of a session without blocks', () => {
  it('starts it first and succeeds', async () => {
    const { service, key } = await createSession({ totalBlockCount: 0 })
    const committed = await right(service.commit({ ...key, totalJobCount: 2 }))
    expect(committed.session).toMatchObject({
      state: 'ProcessingInProgress',
      startDateTime: secondsPastNine(2),
      uploadCompletionDateTime: secondsPastNine(2),
      remainingJobCount: 2,
    })
    expect(await right(service.commit({ ...key, totalJobCount: 2 }))).toEqual(committed)
    expect((await right(service.completeJobs({ ...key, count: 2 }))).session.state).toBe('Completed')
  })

  it('completes it at once where there are no jobs either', async () => {
    const { service, key } = await createSession({ totalBlockCount: 0 })
    expect((await right(service.commit(key))).session.state).toBe('Completed')
  })

  it('does not start it where the commit is refused', async () => {
    const { service, key, first } = await createSession({ totalBlockCount: 0 })
    expect(await left(service.commit({ ...key, totalJobCount: -1 }))).toMatchObject({
      code: 'countOutOfRange',
    })
    expect(await right(service.get(key))).toEqual(first)
  })

  it('has the result of a start and a commit, for any number of jobs, and violates no invariant', async () => {
    await fc.assert(
      fc.asyncProperty(fc.option(fc.nat(9), { nil: undefined }), fc.boolean(), async (jobs, isStarted) => {
        const service = serviceOver(createMemoryStore())
        const { session: before } = await right(
          service.create({ datastoreId, request: { id: 'a', totalBlockCount: 0 } }),
        )
        const key = { datastoreId, id: 'a' }
        if (isStarted) await right(service.start(key))
        const { session } = await right(
          service.commit({ ...key, ...(jobs === undefined ? {} : { totalJobCount: jobs }) }),
        )
        expect(session).toMatchObject({
          state: (jobs ?? 0) === 0 ? 'Completed' : 'ProcessingInProgress',
          totalJobCount: jobs ?? 0,
        })
        expect(violationsOf(session)).toEqual([])
        expect(historyViolationsOf(before, session)).toEqual([])
      }),
    )
  })

  it('of a session with blocks is still refused before the first of them', async () => {
    const { service, key } = await createSession({ totalBlockCount: 1 })
    expect(await left(service.commit(key))).toMatchObject({ code: 'notStarted' })
  })
})
