import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { propertiesWhere } from '../../src/model/index.js'
import { createSessionRequest } from '../../src/testing/index.js'
import { left, right } from './outcome.js'
import { block, createSession, createUploadedSession, secondsPastNine } from './service.js'

describe('update', () => {
  it('changes metadata: a missing property stays as it is, null becomes null', async () => {
    const { service, key } = await createSession({ totalBlockCount: 1, fileName: 'a.csv', checksum: 'x' })
    const { session } = await right(service.update({ ...key, patch: { fileName: null, fields: ['ssn'] } }))
    expect(session).toMatchObject({
      fileName: null,
      checksum: 'x',
      fields: ['ssn'],
      lastUpdatedDateTime: secondsPastNine(2),
    })
  })

  it('sets a number of jobs that was unknown, once', async () => {
    const { service, key } = await createSession()
    const { session } = await right(service.update({ ...key, patch: { totalJobCount: 13 } }))
    expect(session).toMatchObject({ totalJobCount: 13, remainingJobCount: 13 })
    expect(await left(service.update({ ...key, patch: { totalJobCount: 12 } }))).toMatchObject({
      code: 'invalid',
      issues: [{ path: '/totalJobCount', message: 'totalJobCount changed from 13 to 12' }],
    })
  })

  it('ignores what the service computes, and refuses to change what identifies the session', async () => {
    const { service, key, first } = await createSession()
    expect(await right(service.update({ ...key, patch: first.session }))).toEqual(first)
    expect(
      await right(service.update({ ...key, patch: { state: 'Completed', remainingBlockCount: 0 } })),
    ).toEqual(first)
    expect(
      await left(service.update({ ...key, patch: { ...first.session, id: 'other', totalBlockCount: 4 } })),
    ).toMatchObject({ code: 'invalid', issues: [{ path: '/id' }, { path: '/totalBlockCount' }] })
  })

  it('takes a whole session back as it was read, whatever has happened to it since', async () => {
    const { service, key, first } = await createUploadedSession()
    for (const change of [service.commit(key), service.completeJobs({ ...key, count: 3 })]) {
      const before = await right(change)
      expect(await right(service.update({ ...key, patch: first.session }))).toEqual(before)
    }
  })

  it('changes a whole session that was read before it started', async () => {
    const { service, key, first } = await createSession({ totalBlockCount: 3, fileName: 'a.csv' })
    const started = await right(service.start(key))
    const { session } = await right(
      service.update({ ...key, patch: { ...first.session, fileName: 'b.csv' } }),
    )
    expect(session).toEqual({
      ...started.session,
      fileName: 'b.csv',
      lastUpdatedDateTime: session.lastUpdatedDateTime,
    })
  })

  it('freezes the metadata with the first block: a change is refused by name, a repetition is not', async () => {
    const { service, key, first } = await createSession({ totalBlockCount: 3, fileName: 'a.csv' })
    const uploading = await right(service.acknowledgeBlock({ ...key, block: block('a') }))
    const patch = { ...first.session, fileName: 'b.csv', rowsPerBlock: 7 }
    expect(await left(service.update({ ...key, patch }))).toMatchObject({
      code: 'invalid',
      issues: [
        {
          path: '/fileName',
          message: "fileName can't be updated: it describes the file whose blocks have begun to arrive",
        },
        { path: '/rowsPerBlock' },
      ],
    })
    expect(await right(service.update({ ...key, patch: { fileName: 'a.csv' } }))).toEqual(uploading)
    expect(
      (await right(service.update({ ...key, patch: { totalJobCount: 2 } }))).session.remainingJobCount,
    ).toBe(2)
  })

  it('names each frozen property, and only that, for any patch of one', async () => {
    const names = propertiesWhere(({ role, immutable }) => role === 'metadata' && immutable === undefined)
    await fc.assert(
      fc.asyncProperty(createSessionRequest(), fc.constantFrom(...names), async (patches, name) => {
        const { service, key } = await createSession()
        const before = await right(service.acknowledgeBlock({ ...key, block: block('a') }))
        const outcome = await service.update({ ...key, patch: { [name]: patches[name] ?? null } })()
        if (patches[name] === undefined || patches[name] === null) expect(outcome).toEqual(E.right(before))
        else expect(outcome).toMatchObject({ left: { code: 'invalid', issues: [{ path: `/${name}` }] } })
        expect(await right(service.get(key))).toEqual(before)
      }),
    )
  })

  it('is refused if it violates an invariant, and after the session has finished', async () => {
    const { service, key } = await createSession()
    expect(await left(service.update({ ...key, patch: { rowsPerBlock: 0 } }))).toMatchObject({
      code: 'invalid',
      issues: [{ path: '/rowsPerBlock' }],
    })
    await right(service.cancel(key))
    expect(await left(service.update({ ...key, patch: { fileName: 'late' } }))).toEqual({
      code: 'readOnly',
      state: 'Cancelled',
      message: 'cannot update: the session is Cancelled, and a finished session is read-only',
    })
  })
})
