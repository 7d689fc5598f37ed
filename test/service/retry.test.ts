import { describe, expect, it } from 'vitest'
import { left, right } from './outcome.js'
import { block, createSession, createUploadedSession } from './service.js'

describe('a repeated request', () => {
  it('counts a block once and starts the session once', async () => {
    const { service, key } = await createSession()
    const once = await right(service.acknowledgeBlock({ ...key, block: block('a') }))
    expect(once.session).toMatchObject({ state: 'UploadInProgress', remainingBlockCount: 2 })
    expect(await right(service.acknowledgeBlock({ ...key, block: block('a') }))).toEqual(once)
    expect(await right(service.start(key))).toEqual(once)
  })

  it('with other content is an error that names the block, and no block of its batch is counted', async () => {
    const { service, key } = await createSession()
    const once = await right(service.acknowledgeBlock({ ...key, block: block('a') }))
    for (const sent of [
      [block('b'), block('a', 'other')],
      [block('b'), block('b', 'other')],
    ]) {
      expect(await left(service.acknowledgeBlocks({ ...key, blocks: sent }))).toMatchObject({
        code: 'blockContentDiffers',
        blockIds: [sent[1]?.id],
      })
    }
    expect(await right(service.get(key))).toEqual(once)
  })

  it('with an uploaded block succeeds in every later state', async () => {
    const { service, key } = await createUploadedSession()
    await right(service.commit(key))
    const done = await right(service.completeJobs({ ...key, count: 3 }))
    expect(await right(service.acknowledgeBlock({ ...key, block: block('c') }))).toEqual(done)
    expect(await left(service.acknowledgeBlock({ ...key, block: block('d') }))).toMatchObject({
      code: 'finished',
      event: 'block.uploaded',
    })
  })

  it('to commit has the result of the first, unless it has another number of jobs', async () => {
    const { service, key } = await createUploadedSession()
    const committed = await right(service.commit({ ...key, totalJobCount: 2 }))
    expect(await right(service.commit({ ...key, totalJobCount: 2 }))).toEqual(committed)
    expect(await right(service.commit(key))).toEqual(committed)
    expect(await left(service.commit({ ...key, totalJobCount: 3 }))).toMatchObject({
      code: 'alreadyCommitted',
      message: 'cannot commit: it has been committed already; 2 of 2 jobs remain',
    })
    const done = await right(service.completeJobs({ ...key, count: 2 }))
    expect(await right(service.commit(key))).toEqual(done)
  })

  it('to cancel has the result of the first; other events are refused then', async () => {
    const { service, key } = await createSession()
    const cancelled = await right(service.cancel(key))
    expect(await right(service.cancel(key))).toEqual(cancelled)
    expect(await left(service.fail({ ...key, error: { code: 'lost' } }))).toMatchObject({ code: 'finished' })
    expect(await left(service.commit(key))).toMatchObject({ code: 'finished' })
  })
})

describe('completed jobs', () => {
  it('are counted once where they are repeated with the revision that the worker saw', async () => {
    const { service, key } = await createUploadedSession()
    const { revision } = await right(service.commit(key))
    const send = service.completeJobs({ ...key, revisions: [revision], count: 1 })
    const done = await right(send)
    expect(done.session.remainingJobCount).toBe(2)
    expect(await left(send)).toMatchObject({ code: 'preconditionFailed', revision: done.revision })
    expect(await right(service.get(key))).toEqual(done)
  })

  it('of two workers that saw one revision are counted for one of them', async () => {
    const { service, key } = await createUploadedSession()
    const { revision } = await right(service.commit(key))
    const send = service.completeJobs({ ...key, revisions: [revision], count: 1 })
    const outcomes = await Promise.all([send(), send()])
    expect(outcomes.map(({ _tag }) => _tag).toSorted()).toEqual(['Left', 'Right'])
    expect((await right(service.get(key))).session.remainingJobCount).toBe(2)
  })
})

describe('an expected revision', () => {
  it('that the session does not have prevents every change', async () => {
    const { service, key, first } = await createSession()
    const second = await right(service.start({ ...key, revisions: [first.revision] }))
    const stale = { ...key, revisions: [first.revision, 1e9] }
    for (const change of [
      service.update({ ...stale, patch: { fileName: 'x' } }),
      service.remove(stale),
      service.start(stale),
      service.acknowledgeBlock({ ...stale, block: block('a') }),
      service.cancel(stale),
      service.renew(stale),
    ]) {
      expect(await left(change)).toMatchObject({ code: 'preconditionFailed', revision: second.revision })
    }
    expect(await right(service.get(key))).toEqual(second)
  })

  it('that the session has, among others, allows the change', async () => {
    const { service, key, first } = await createSession()
    expect((await right(service.cancel({ ...key, revisions: [1e9, first.revision] }))).session.state).toBe(
      'Cancelled',
    )
  })
})

describe('renew', () => {
  it('replaces the upload URI: only blocks that were uploaded to the new one count', async () => {
    const { service, key, first } = await createSession()
    const former = first.session.dataUploadURI
    const renewed = await right(service.renew(key))
    expect(renewed.session.dataUploadURI).not.toBe(former)
    const upload = (uri: string | null | undefined) =>
      service.acknowledgeBlock({ ...key, block: block('a'), uploadedVia: (current) => current === uri })
    expect(await left(upload(former))).toMatchObject({ code: 'uploadUriReplaced' })
    expect((await right(upload(renewed.session.dataUploadURI))).session.remainingBlockCount).toBe(2)
  })
})
