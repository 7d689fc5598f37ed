// Operations on one session, and on data stores and upload agents.
import { beforeEach, describe, expect, it } from 'vitest'
import { createSession, createTestApi, jsonOf, send, sessionsPath, type TestApi } from './testApi.js'

let api: TestApi
beforeEach(() => {
  api = createTestApi()
})

describe('preconditions', () => {
  it('apply to update, delete and every action', async () => {
    const { id } = await createSession(api)
    const path = `${sessionsPath}/${id}`
    const headers = { 'if-match': 'W/"999"' }
    for (const [method, where] of [
      ['PATCH', path],
      ['DELETE', path],
      ['POST', `${path}/commit`],
      ['POST', `${path}/cancel`],
      ['POST', `${path}/renew`],
    ] as const) {
      const body = method === 'PATCH' ? { body: { fileName: 'other.csv' } } : {}
      expect((await send(api, method, where, { headers, ...body })).status).toBe(412)
    }
    const response = await send(api, 'GET', path)
    const now = { 'if-match': `"7", ${response.headers.get('etag')}` }
    expect((await send(api, 'PATCH', path, { headers: now, body: { fileName: 'a.csv' } })).status).toBe(200)
    expect((await send(api, 'PATCH', path, { headers: now, body: { fileName: 'b.csv' } })).status).toBe(412)
    expect(
      (await send(api, 'PATCH', path, { headers: { 'if-match': '*' }, body: { fileName: null } })).status,
    ).toBe(200)
    expect(await jsonOf(send(api, 'GET', path))).toMatchObject({ fileName: null })
    expect((await send(api, 'DELETE', path, { headers: { 'if-match': 'nonsense' } })).status).toBe(400)
  })

  it('return 304 to a client that has the current session', async () => {
    const { id } = await createSession(api)
    const path = `${sessionsPath}/${id}`
    const etag = (await send(api, 'GET', path)).headers.get('etag') ?? ''
    const again = await send(api, 'GET', path, { headers: { 'if-none-match': etag } })
    expect([again.status, await again.text()]).toEqual([304, ''])
    await send(api, 'POST', `${path}/cancel`)
    expect((await send(api, 'GET', path, { headers: { 'if-none-match': etag } })).status).toBe(200)
  })
})

describe('actions', () => {
  it('take no body or an empty object, but no parameter', async () => {
    const { id } = await createSession(api)
    const path = `${sessionsPath}/${id}/cancel`
    expect((await send(api, 'POST', path, { body: { reason: 'none' } })).status).toBe(400)
    for (const body of [{}, undefined]) expect((await send(api, 'POST', path, { body })).status).toBe(204)
    const refused = await jsonOf(send(api, 'POST', `${sessionsPath}/${id}/renew`))
    expect(refused.error.message).toBe('cannot renew: the session is cancelled since 2026-11-24T09:00:00Z')
  })
})

describe('a session without blocks', () => {
  it('can be committed: no block is needed to start it', async () => {
    const { id } = await createSession(api, { totalBlockCount: 0 })
    const path = `${sessionsPath}/${id}`
    expect((await send(api, 'POST', `${path}/commit`)).status).toBe(204)
    expect((await send(api, 'POST', `${path}/commit`)).status).toBe(204)
    expect(await jsonOf(send(api, 'GET', path))).toMatchObject({ state: 'Completed', remainingBlockCount: 0 })
  })
})

describe('data stores and upload agents', () => {
  it('can be created, listed, counted and read', async () => {
    for (const [collection, body] of [
      ['exactMatchDataStores', { id: 'people', displayName: 'People' }],
      ['exactMatchUploadAgents', { id: 'agent', description: 'in the cellar' }],
    ] as const) {
      const path = `/dataClassification/${collection}`
      const made = await send(api, 'POST', `/v1.0${path}`, { body })
      expect([made.status, made.headers.get('location')]).toEqual([
        201,
        `http://api.test/v1.0${path}/${body.id}`,
      ])
      expect(await jsonOf(send(api, 'GET', `${path}/${body.id}`))).toMatchObject(body)
      expect((await jsonOf(send(api, 'GET', `/beta${path}?$count=true`)))['@odata.count']).toBe(1)
      const count = await send(api, 'GET', `${path}/$count`)
      expect([count.headers.get('content-type'), await count.text()]).toEqual(['text/plain', '1'])
      expect((await send(api, 'POST', path, { body })).status).toBe(409)
      expect((await send(api, 'GET', `${path}/none`)).status).toBe(404)
    }
  })

  it('can be read from a session, which creates its data store', async () => {
    await send(api, 'POST', '/dataClassification/exactMatchUploadAgents', { body: { id: 'agent' } })
    const { id } = await createSession(api, { totalBlockCount: 1, uploadAgentId: 'agent' })
    expect(await jsonOf(send(api, 'GET', `${sessionsPath}/${id}/uploadAgent`))).toMatchObject({ id: 'agent' })
    expect((await send(api, 'GET', '/dataClassification/exactMatchDataStores/patients')).status).toBe(200)
    expect((await send(api, 'GET', '/dataClassification/exactMatchDataStores/none/sessions')).status).toBe(
      404,
    )
  })
})
