// authorize learns what a request is for, before its body is read; the principal that it gives reaches every change.
import * as TE from 'fp-ts/lib/TaskEither.js'
import { describe, expect, it } from 'vitest'
import { type Authorize, bearerToken, forbidden, type OperationTarget } from '../../src/http/index.js'
import type { ChangeNotification } from '../../src/service/index.js'
import { createSession, createTestApi, send, sessionsPath, token } from './testApi.js'

const root = '/dataClassification'
const store = `${root}/exactMatchDataStores`
const agents = `${root}/exactMatchUploadAgents`
const session = `${store}/a%2Fb%25/sessions/s%20%C3%A9`

const [datastoreId, id] = ['a/b%', 's é']
const nothing = { datastoreId: null, id: null }

/** What authorize has to be told of each request. */
const requests: ReadonlyArray<readonly [string, string, OperationTarget]> = [
  ['GET', store, { operation: 'listDataStores', ...nothing }],
  ['HEAD', store, { operation: 'listDataStores', ...nothing }],
  ['GET', `${store}/$count`, { operation: 'countDataStores', ...nothing }],
  ['POST', store, { operation: 'createDataStore', ...nothing }],
  ['GET', `${store}/a%2Fb%25`, { operation: 'getDataStore', datastoreId, id: null }],
  ['GET', agents, { operation: 'listUploadAgents', ...nothing }],
  ['GET', `${agents}/$count`, { operation: 'countUploadAgents', ...nothing }],
  ['POST', agents, { operation: 'createUploadAgent', ...nothing }],
  ['GET', `${agents}/s%20%C3%A9`, { operation: 'getUploadAgent', datastoreId: null, id }],
  ['GET', `${store}/a%2Fb%25/sessions`, { operation: 'listSessions', datastoreId, id: null }],
  ['GET', `${store}/a%2Fb%25/sessions/$count`, { operation: 'countSessions', datastoreId, id: null }],
  ['POST', `${store}/a%2Fb%25/sessions`, { operation: 'createSession', datastoreId, id: null }],
  ['GET', session, { operation: 'getSession', datastoreId, id }],
  ['PATCH', session, { operation: 'updateSession', datastoreId, id }],
  ['DELETE', session, { operation: 'deleteSession', datastoreId, id }],
  ['POST', `${session}/commit`, { operation: 'commitSession', datastoreId, id }],
  ['POST', `${session}/cancel`, { operation: 'cancelSession', datastoreId, id }],
  ['POST', `${session}/renew`, { operation: 'renewSession', datastoreId, id }],
  ['GET', `${session}/uploadAgent`, { operation: 'getUploadAgentOfSession', datastoreId, id }],
  ['PUT', session, { operation: null, datastoreId, id }],
  ['GET', '/nowhere', { operation: null, ...nothing }],
  ['GET', `${session}/nowhere`, { operation: null, ...nothing }],
]

describe('authorize', () => {
  it.each(requests)('is told what %s %s is for, with and without a version', async (method, path, target) => {
    const targets: Array<OperationTarget> = []
    const authorize: Authorize = (_, asked) => {
      targets.push(asked)
      return TE.left(forbidden('never'))
    }
    const api = createTestApi({ authorize })
    for (const prefix of ['', '/beta', '/v1.0']) {
      expect((await send(api, method, prefix + path)).status).toBe(403)
    }
    expect(targets).toEqual([target, target, target])
  })

  it('comes before the body is read', async () => {
    const api = createTestApi({ authorize: () => TE.left(forbidden('never')) })
    let isRead = false
    const body = new ReadableStream(
      {
        pull: (controller) => {
          isRead = true
          controller.close()
        },
      },
      { highWaterMark: 0 },
    )
    const init = { method: 'POST', body, duplex: 'half' as const }
    expect((await api.api.fetch(new Request(`http://api.test${sessionsPath}`, init))).status).toBe(403)
    expect(isRead).toBe(false)
  })

  it('comes before every other refusal', async () => {
    const api = createTestApi()
    const headers = { authorization: 'none', 'if-none-match': 'malformed', 'odata-version': '2.0' }
    for (const [method, path] of requests) {
      expect((await send(api, method, path, { headers })).status).toBe(401)
    }
  })

  it('is not asked for an upload, whose credential is its URI', async () => {
    const told: Array<ChangeNotification> = []
    const api = createTestApi({ onChange: (notification) => void told.push(notification) })
    const { dataUploadURI } = await createSession(api, { totalBlockCount: 1 })
    const put = new Request(`${dataUploadURI}&comp=block&blockid=AAAA`, { method: 'PUT', body: 'rows' })
    expect((await api.api.fetch(put)).status).toBe(201)
    expect(told.map(({ type, principal }) => [type, principal?.id ?? null])).toEqual([
      ['create', 'bearer'],
      ['start', null],
      ['block.uploaded', null],
    ])
  })
})

describe('the principal', () => {
  it('reaches onChange from every operation that changes a session', async () => {
    const told: Array<ChangeNotification> = []
    let calls = 0
    const api = createTestApi({
      onChange: (notification) => void told.push(notification),
      authorize: (_, { operation }) => {
        calls += 1
        return TE.right({ id: `${operation} ${calls}`, roles: ['owner'] })
      },
    })
    const path = async () => `${sessionsPath}/${(await createSession(api, { totalBlockCount: 0 })).id}`
    const first = await path()
    await send(api, 'PATCH', first, { body: { fileName: 'a.csv' } })
    await send(api, 'POST', `${first}/renew`)
    await send(api, 'POST', `${first}/commit`)
    const second = await path()
    await send(api, 'POST', `${second}/cancel`)
    await send(api, 'DELETE', second)
    expect(told.map(({ type, principal }) => [type, principal])).toEqual(
      [
        ['create', 'createSession 1'],
        ['update', 'updateSession 2'],
        ['renew', 'renewSession 3'],
        ['start', 'commitSession 4'],
        ['commit', 'commitSession 4'],
        ['create', 'createSession 5'],
        ['cancel', 'cancelSession 6'],
        ['remove', 'deleteSession 7'],
      ].map(([type, name]) => [type, { id: name, roles: ['owner'] }]),
    )
  })

  it('of a bearer token is the one that the token is for', async () => {
    const told: Array<ChangeNotification> = []
    const api = createTestApi({
      authorize: bearerToken(token, { id: 'nightly upload' }),
      onChange: (notification) => void told.push(notification),
    })
    await createSession(api)
    expect(told.map(({ principal }) => principal)).toEqual([{ id: 'nightly upload' }])
  })

  it('keeps the idempotency keys of callers apart', async () => {
    const api = createTestApi({
      authorize: ({ headers }) => TE.right({ id: headers.get('x-user') ?? '' }),
    })
    const idFor = async (user: string, key: string) => {
      const headers = { 'x-user': user, [key]: 'f0b2f5d3' }
      return (await (await send(api, 'POST', sessionsPath, { body: { totalBlockCount: 1 }, headers })).json())
        .id
    }
    for (const key of ['repeatability-request-id', 'client-request-id']) {
      expect(await idFor('one', key)).toBe(await idFor('one', key))
      expect(await idFor('one', key)).not.toBe(await idFor('other', key))
    }
  })
})
