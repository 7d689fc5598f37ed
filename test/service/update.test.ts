import { describe, expect, it } from 'vitest'
import { left, right } from './outcome.js'
import { createSession, secondsPastNine } from './service.js'

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

  it('may repeat managed properties but not change them', async () => {
    const { service, key, first } = await createSession()
    expect(await right(service.update({ ...key, patch: first.session }))).toEqual(first)
    expect(
      await left(service.update({ ...key, patch: { ...first.session, state: 'Completed', id: 'other' } })),
    ).toMatchObject({ code: 'invalid', issues: [{ path: '/id' }, { path: '/state' }] })
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
