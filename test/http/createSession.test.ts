// POST …/sessions
import { beforeEach, describe, expect, it } from 'vitest'
import { ExactMatchSession } from '../../src/model/index.js'
import { documentedRequest } from '../model/documented.js'
import {
  createSession,
  createTestApi,
  jsonOf,
  send,
  sessionsPath,
  type TestApi,
  targetsOf,
} from './testApi.js'

let api: TestApi
beforeEach(() => {
  api = createTestApi()
})

describe('POST …/sessions', () => {
  it('takes all 21 properties of the documented example, and ignores those that the service computes', async () => {
    const response = await send(api, 'POST', sessionsPath, { body: documentedRequest })
    expect(response.status).toBe(201)
    const { id, ...rest } = await response.json()
    expect(rest).toEqual({
      '@odata.etag': response.headers.get('etag'),
      ...documentedRequest,
      state: 'Created',
      remainingBlockCount: 15,
      creationDateTime: '2026-11-24T09:00:00Z',
      startDateTime: null,
      lastUpdatedDateTime: '2026-11-24T09:00:00Z',
      error: null,
      dataUploadURI: expect.stringMatching(/^http:\/\/api\.test\/uploads\/patients\//),
    })
    expect(response.headers.get('location')).toBe(`http://api.test${sessionsPath}/${id}`)
    expect(response.headers.get('odata-version')).toBe('4.0')
    expect(response.headers.get('etag')).toMatch(/^W\/"\d+"$/)
  })

  it('cannot create a session in another state than Created', async () => {
    const forged = { totalBlockCount: 5, state: 'Completed', remainingBlockCount: 0 }
    expect(await createSession(api, forged)).toMatchObject({ state: 'Created', remainingBlockCount: 5 })
    const processing = { state: 'ProcessingInProgress', totalJobCount: 2, remainingJobCount: 1 }
    expect(await createSession(api, { ...forged, ...processing })).toMatchObject({
      state: 'Created',
      totalJobCount: 2,
      remainingJobCount: 2,
    })
  })

  it('fills in missing properties', async () => {
    const session = await createSession(api)
    expect(session).toMatchObject({
      state: 'Created',
      datastoreId: 'patients',
      remainingBlockCount: 15,
      creationDateTime: '2026-11-24T09:00:00Z',
      dataUploadURI: expect.stringMatching(/^http:\/\/api\.test\/uploads\/patients\/.*se=.*sig=/),
    })
    expect(ExactMatchSession.is(session)).toBe(true)
  })

  it('names every property that is not valid', async () => {
    const invalid = await jsonOf(
      send(api, 'POST', sessionsPath, {
        body: {
          totalBlockCount: 3,
          remainingBlockCount: 4,
          rowsPerBlock: 0,
          salt: 'short',
          fields: ['a', 'a'],
        },
      }),
    )
    expect(targetsOf(invalid).toSorted()).toEqual(['fields/1', 'rowsPerBlock', 'salt'])
    const mistyped = await jsonOf(
      send(api, 'POST', sessionsPath, { body: { totalBlockCount: '3', colour: 'red', salt: 7 } }),
    )
    expect(targetsOf(mistyped).toSorted()).toEqual(['colour', 'salt', 'totalBlockCount'])
    expect(targetsOf(await jsonOf(send(api, 'POST', sessionsPath, { body: {} })))).toEqual([
      'totalBlockCount',
    ])
  })

  it('returns only headers for Prefer: return=minimal', async () => {
    const response = await send(api, 'POST', sessionsPath, {
      body: { totalBlockCount: 1 },
      headers: { prefer: 'return=minimal' },
    })
    expect([response.status, await response.text()]).toEqual([204, ''])
    expect(response.headers.get('preference-applied')).toBe('return=minimal')
    expect(response.headers.get('odata-entityid')).toBe(response.headers.get('location'))
    const path = new URL(response.headers.get('location') ?? '').pathname
    expect((await send(api, 'GET', path)).status).toBe(200)
  })

  it('refuses a taken id, an id that a URL cannot contain, and another data store than that of the path', async () => {
    await createSession(api, { id: 'a', totalBlockCount: 1 })
    const statusOf = async (body: unknown) => (await send(api, 'POST', sessionsPath, { body })).status
    expect(await statusOf({ id: 'a', totalBlockCount: 2 })).toBe(409)
    expect(await statusOf({ id: '..', totalBlockCount: 1 })).toBe(400)
    expect(await statusOf({ datastoreId: 'others', totalBlockCount: 1 })).toBe(400)
  })

  it('accepts both names of datastoreId and returns the configured one', async () => {
    api = createTestApi({ naming: 'beta' })
    for (const name of ['datastoreId', 'dataStoreId']) {
      const session = await createSession(api, { totalBlockCount: 1, [name]: 'patients' })
      expect(session).toMatchObject({ dataStoreId: 'patients' })
      expect(session).not.toHaveProperty('datastoreId')
    }
  })

  it('returns the name of the path, unless one is configured', async () => {
    const nameAt = async (prefix: string) => {
      const session = await jsonOf(send(api, 'POST', prefix + sessionsPath, { body: { totalBlockCount: 1 } }))
      return Object.keys(session).filter((name) => /^datastoreId$/i.test(name))
    }
    expect(await nameAt('/beta')).toEqual(['dataStoreId'])
    expect(await nameAt('/v1.0')).toEqual(['datastoreId'])
    expect(await nameAt('')).toEqual(['datastoreId'])
    api = createTestApi({ naming: 'v1.0' })
    expect(await nameAt('/beta')).toEqual(['datastoreId'])
  })

  it('ignores control information, and refuses other media types, other charsets and malformed JSON', async () => {
    await createSession(api, { '@odata.context': 'https://graph.example/$metadata', totalBlockCount: 1 })
    const statusOf = async (type: string, body = '{"totalBlockCount": 1}') =>
      (await send(api, 'POST', sessionsPath, { body, headers: { 'content-type': type } })).status
    expect(await statusOf('application/json; odata.metadata=minimal; charset=UTF-8')).toBe(201)
    expect(await statusOf('text/plain')).toBe(415)
    expect(await statusOf('application/json; charset=latin1')).toBe(415)
    expect(await statusOf('application/json', '{')).toBe(400)
    expect((await send(api, 'POST', sessionsPath)).status).toBe(400)
  })
})
