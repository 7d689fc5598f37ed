// onError reports the error behind every 5xx, onResponse every response.
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { describe, expect, it } from 'vitest'
import { type ErrorContext, problem, type ResponseEvent } from '../../src/http/index.js'
import { createMemoryStore, type SessionStore } from '../../src/service/index.js'
import { createSession, createTestApi, send, sessionsPath, type TestApiOptions } from './testApi.js'

const cause = { code: 'ECONNREFUSED', message: 'connect ECONNREFUSED' }
const unavailable = {
  code: 'unavailable' as const,
  retryAfter: 1,
  message: 'the store cannot be reached',
  cause,
}
const corrupted: SessionStore['get'] = () =>
  TE.right({ session: { id: 'a', state: 'Nonsense' }, revision: 1, uid: 'a' })

const observed = (options: TestApiOptions = {}) => {
  const errors: Array<readonly [unknown, ErrorContext]> = []
  const responses: Array<ResponseEvent> = []
  const api = createTestApi({
    onError: (error, context) => errors.push([error, context]),
    onResponse: (event) => responses.push(event),
    ...options,
  })
  return { api, errors, responses }
}

describe('onError', () => {
  const store = createMemoryStore()
  const failures: ReadonlyArray<readonly [string, TestApiOptions, unknown]> = [
    [
      'an unavailable store, with the cause',
      { store: { ...store, get: () => TE.left(unavailable) } },
      unavailable,
    ],
    [
      'an error that was thrown',
      { store: { ...store, get: () => () => Promise.reject(new Error('thrown')) } },
      new Error('thrown'),
    ],
    [
      'a request that takes too long',
      { limits: { duration: 20 }, store: { ...store, get: () => () => new Promise(() => {}) } },
      expect.objectContaining({ status: 503 }),
    ],
    [
      "an authorizer's own 5xx",
      { authorize: () => TE.left(problem(503, 'the directory is away')) },
      problem(503, 'the directory is away'),
    ],
  ]

  it.each(failures)('is called for %s, once, with the ids of the request', async (_, options, error) => {
    const { api, errors } = observed(options)
    const response = await send(api, 'GET', `${sessionsPath}/a`, { headers: { 'client-request-id': 'mine' } })
    const requestId = response.headers.get('request-id')
    expect(response.status).toBeGreaterThanOrEqual(500)
    expect(errors).toEqual([[error, { requestId, clientRequestId: 'mine', operation: 'getSession' }]])
    expect(await response.text()).not.toMatch(/ECONNREFUSED|thrown/)
  })

  it('is called for a stored session that is not valid', async () => {
    const { api, errors } = observed({
      store: {
        ...store,
        change: (_key, _ids, decide) => async () => {
          const found = await corrupted({ datastoreId: 'patients', id: 'a' })()
          if (found._tag === 'Left') return found
          if (found.right === null) return E.right(null)
          const decided = decide({ ...found.right, blocks: new Map(), someBlockId: null })
          return decided._tag === 'Left' ? decided : E.right([found.right])
        },
      },
    })
    expect((await send(api, 'POST', `${sessionsPath}/a/commit`)).status).toBe(500)
    expect(errors).toMatchObject([[{ code: 'corrupt' }, { operation: 'commitSession' }]])
  })

  it('is not called for what a client does wrong', async () => {
    const { api, errors } = observed()
    for (const path of ['/nowhere', `${sessionsPath}/none`, `${sessionsPath}?$top=x`])
      await send(api, 'GET', path)
    expect(errors).toEqual([])
  })
})

describe('onResponse', () => {
  it('is called for every response: operation, status, milliseconds by the clock of the API, and ids', async () => {
    const { api, responses } = observed()
    const { id, dataUploadURI } = await createSession(api)
    const session = `${sessionsPath}/${id}`
    const stores = '/v1.0/dataClassification/exactMatchDataStores'
    const agents = '/dataClassification/exactMatchUploadAgents'
    const requests = [
      ['GET', sessionsPath, 200, 'listSessions'],
      ['HEAD', session, 200, 'getSession'],
      ['GET', `${session}?$top=1`, 400, 'getSession'],
      ['GET', `${sessionsPath}/$count`, 200, 'countSessions'],
      ['PATCH', session, 400, 'updateSession'],
      ['PUT', `${dataUploadURI}&comp=block&blockid=AAAA`, 400, 'putBlock'],
      ['POST', `${session}/commit`, 409, 'commitSession'],
      ['POST', `${session}/renew`, 200, 'renewSession'],
      ['POST', `${session}/cancel`, 204, 'cancelSession'],
      ['GET', `${session}/uploadAgent`, 404, 'getUploadAgentOfSession'],
      ['DELETE', session, 204, 'deleteSession'],
      ['GET', stores, 200, 'listDataStores'],
      ['GET', `${stores}/patients`, 200, 'getDataStore'],
      ['GET', `${stores}/$count`, 200, 'countDataStores'],
      ['POST', stores, 400, 'createDataStore'],
      ['GET', agents, 200, 'listUploadAgents'],
      ['GET', `${agents}/none`, 404, 'getUploadAgent'],
      ['GET', `${agents}/$count`, 200, 'countUploadAgents'],
      ['POST', agents, 400, 'createUploadAgent'],
      ['PUT', session, 405, null],
      ['GET', '/nowhere', 404, null],
    ] as const
    for (const [method, path] of requests) await send(api, method, path)
    expect(responses.map(({ operation, status }) => [status, operation])).toEqual([
      [201, 'createSession'],
      ...requests.map(([, , status, operation]) => [status, operation]),
    ])
    expect(new Set(responses.map(({ ids }) => ids.requestId)).size).toBe(responses.length)
    expect(responses.every(({ milliseconds }) => milliseconds === 0)).toBe(true)
  })

  it('measures by the clock of the API', async () => {
    const { api, responses } = observed({
      authorize: () => async () => {
        api.clock.set('2026-11-24T09:00:01.5Z')
        return E.right({ id: 'anybody' })
      },
    })
    await send(api, 'GET', '/nowhere')
    expect(responses).toMatchObject([{ milliseconds: 1_500 }])
  })

  it('is called for a request without the token, and changes no response by throwing', async () => {
    const responses: Array<ResponseEvent> = []
    const api = createTestApi({
      onResponse: (event) => {
        responses.push(event)
        throw new Error('no')
      },
    })
    const response = await send(api, 'GET', sessionsPath, { headers: { authorization: 'Bearer wrong' } })
    expect(response.status).toBe(401)
    expect(responses).toMatchObject([{ status: 401, operation: 'listSessions' }])
  })
})
