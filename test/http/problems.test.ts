// Responses to requests that fail.
import * as TE from 'fp-ts/lib/TaskEither.js'
import { beforeEach, describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../src/service/index.js'
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

describe('a request that fails', () => {
  it('is 404 for an unknown path and 405, with Allow, for another method', async () => {
    expect((await send(api, 'GET', '/dataClassification')).status).toBe(404)
    const response = await send(api, 'PUT', sessionsPath)
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST, HEAD'])
  })

  it('repeats a safe client-request-id', async () => {
    const idsOf = async (name: string) => {
      const response = await send(api, 'GET', '/nowhere', { headers: { 'client-request-id': name } })
      const { innerError } = (await response.json()).error
      expect(innerError['request-id']).toBe(response.headers.get('request-id'))
      return [response.headers.get('client-request-id'), innerError['client-request-id']]
    }
    expect(await idsOf('mine')).toEqual(['mine', 'mine'])
    expect((await idsOf('x'.repeat(129)))[0]).toBe(null)
  })

  it('names every query option that is not supported', async () => {
    await createSession(api)
    const refused = await jsonOf(send(api, 'GET', `${sessionsPath}?$expand=uploadAgent&$search=a&$top=1&x=1`))
    expect(targetsOf(refused)).toEqual(['$expand', '$search'])
  })

  it('is 503 with Retry-After while the store is unavailable', async () => {
    const away = TE.left({
      code: 'unavailable' as const,
      retryAfter: 3,
      message: 'away',
      cause: { message: 'away', code: null },
    })
    api = createTestApi({ store: { ...createMemoryStore(), get: () => away, create: () => away } })
    for (const response of [
      await send(api, 'GET', `${sessionsPath}/a`),
      await send(api, 'POST', sessionsPath, { body: { totalBlockCount: 1 } }),
    ]) {
      expect([response.status, response.headers.get('retry-after')]).toEqual([503, '3'])
      expect((await response.json()).error.code).toBe('serviceUnavailable')
    }
  })

  it('reveals an unexpected error only to the log', async () => {
    const errors: Array<unknown> = []
    const store = {
      ...createMemoryStore(),
      get: () => () => Promise.reject(new Error('a secret of the store')),
    }
    api = createTestApi({ store, onError: (error) => errors.push(error) })
    const response = await send(api, 'GET', `${sessionsPath}/a`)
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('secret')
    expect(errors).toEqual([new Error('a secret of the store')])
  })

  it('is 500 without Retry-After when the store fails for good', async () => {
    const fail = TE.left({
      code: 'storeFailed' as const,
      message: 'the store failed',
      cause: { message: 'a secret of the store', code: '42P01' },
    })
    api = createTestApi({ store: { ...createMemoryStore(), get: () => fail } })
    const response = await send(api, 'GET', `${sessionsPath}/a`)
    expect([response.status, response.headers.get('retry-after')]).toEqual([500, null])
    expect(await response.text()).not.toContain('secret')
  })

  it('is 500 when something throws that is no Error', async () => {
    const store = { ...createMemoryStore(), get: () => () => Promise.reject('a text') }
    const errors: Array<unknown> = []
    api = createTestApi({ store, onError: (error) => errors.push(error) })
    expect((await send(api, 'GET', `${sessionsPath}/a`)).status).toBe(500)
    expect(errors).toEqual([new Error('a text')])
  })
})
