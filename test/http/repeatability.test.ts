// Requests that a client sends again because it does not know whether the first one arrived.
import * as TE from 'fp-ts/lib/TaskEither.js'
import { beforeEach, describe, expect, it } from 'vitest'
import { createSession, createTestApi, jsonOf, send, sessionsPath, type TestApi, token } from './testApi.js'

let api: TestApi
beforeEach(() => {
  api = createTestApi()
})

type Headers = Readonly<Record<string, string>>

const post = (headers: Headers, body: unknown = { totalBlockCount: 1 }) =>
  send(api, 'POST', sessionsPath, { body, headers })

const idOf = async (headers: Headers, body?: unknown): Promise<string> =>
  (await (await post(headers, body)).json()).id

const count = async () => Number(await (await send(api, 'GET', `${sessionsPath}/$count`)).text())

describe('a create request with its own id', () => {
  it('is 201 with the session that exists when it is repeated, and 409 with another body', async () => {
    const body = { id: 'mine', totalBlockCount: 2 }
    const first = await post({}, body)
    const second = await post({}, body)
    expect([second.status, second.headers.get('location'), second.headers.get('etag')]).toEqual([
      201,
      first.headers.get('location'),
      first.headers.get('etag'),
    ])
    expect(await second.json()).toEqual(await first.json())
    expect((await post({}, { ...body, totalBlockCount: 3 })).status).toBe(409)
    expect(await count()).toBe(1)
  })
})

describe('Repeatability-Request-ID', () => {
  const headers = { 'repeatability-request-id': '1cc5a9f4-4c7b-4b0c-9d4c-1b8c3f8f9a10' }

  it('gives the session that the first request made', async () => {
    const first = await post(headers)
    expect([first.status, first.headers.get('repeatability-result')]).toEqual([201, 'accepted'])
    api.clock.set('2026-11-24T20:00:00Z')
    const second = await post(headers)
    expect([second.status, second.headers.get('repeatability-result')]).toEqual([201, 'accepted'])
    expect(await second.json()).toEqual(await first.json())
    expect(await count()).toBe(1)
  })

  it('is 409 with another body', async () => {
    await post(headers)
    const refused = await post(headers, { totalBlockCount: 2 })
    expect([refused.status, refused.headers.get('repeatability-result')]).toEqual([409, 'rejected'])
    expect((await refused.json()).error).toMatchObject({
      code: 'conflict',
      target: 'Repeatability-Request-ID',
    })
    expect(await count()).toBe(1)
  })

  it('identifies a request together with Repeatability-Client-ID, and must be safe in a header', async () => {
    const first = await idOf({ ...headers, 'repeatability-client-id': 'a' })
    expect(await idOf({ ...headers, 'repeatability-client-id': 'b' })).not.toBe(first)
    expect(await idOf({ ...headers, 'repeatability-client-id': 'a' })).toBe(first)
    expect((await post({ 'repeatability-request-id': 'x'.repeat(129) })).status).toBe(400)
  })

  it('is 412 where it was first sent longer ago than requests are remembered, and 400 without a date', async () => {
    const sent = async (date: string) => (await post({ ...headers, 'repeatability-first-sent': date })).status
    expect(await sent('Mon, 23 Nov 2026 09:00:00 GMT')).toBe(412)
    expect(await sent('yesterday')).toBe(400)
    expect(await sent('Tue, 24 Nov 2026 09:00:00 GMT')).toBe(201)
  })

  it('does not bring back a session that was deleted', async () => {
    const id = await idOf(headers)
    await send(api, 'DELETE', `${sessionsPath}/${id}`)
    expect((await post(headers)).status).toBe(404)
    expect(await count()).toBe(0)
  })
})

describe('client-request-id', () => {
  const headers = { 'client-request-id': 'f0b2f5d3-7a5e-4f0e-8f0c-2a9d0c7c1f11' }

  it('gives the session that the first request made, for ten minutes', async () => {
    const first = await idOf(headers)
    api.clock.set('2026-11-24T09:09:59Z')
    expect(await idOf(headers)).toBe(first)
    api.clock.set('2026-11-24T09:10:00Z')
    expect(await idOf(headers)).not.toBe(first)
  })

  it('makes another session with another body, for another caller, or under another id', async () => {
    const other = createTestApi({
      authorize: ({ headers: sent }) => TE.right({ id: sent.get('authorization') ?? '' }),
    })
    api = other
    const ids = [
      await idOf(headers),
      await idOf(headers, { totalBlockCount: 2 }),
      await idOf({ ...headers, authorization: `Bearer ${token}-of-another` }),
      await idOf({ 'client-request-id': 'another' }),
      await idOf({}),
      await idOf({}),
    ]
    expect(new Set(ids).size).toBe(ids.length)
    expect(await idOf(headers)).toBe(ids[0])
  })
})

describe('PATCH with a whole session', () => {
  it('is taken while blocks arrive; a change of what is frozen is 400 and names it', async () => {
    const session = await createSession(api, { totalBlockCount: 2, fileName: 'a.csv' })
    const path = `${sessionsPath}/${session.id}`
    const block = { method: 'PUT', body: 'rows' }
    const { status } = await api.api.fetch(
      new Request(`${session.dataUploadURI}&comp=block&blockid=MDAx`, block),
    )
    expect(status).toBe(201)
    const taken = await send(api, 'PATCH', path, { body: session })
    expect(taken.status).toBe(200)
    expect(await taken.json()).toMatchObject({ state: 'UploadInProgress', remainingBlockCount: 1 })
    const refused = await send(api, 'PATCH', path, { body: { ...session, fileName: 'b.csv' } })
    expect(refused.status).toBe(400)
    expect((await refused.json()).error.target).toBe('fileName')
    expect(await jsonOf(send(api, 'GET', path))).toMatchObject({ fileName: 'a.csv' })
  })
})
