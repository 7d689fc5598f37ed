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
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST, HEAD, OPTIONS'])
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
    const response = await send(api, 'GET', `${sessionsPath}?$expand=uploadAgent&search=a&$top=1&x=1`)
    expect(response.status).toBe(501)
    expect(targetsOf(await response.json())).toEqual(['$expand', '$search'])
  })

  it('names the first fifty issues of a body, and takes no time over a body of nothing else', async () => {
    const create = (body: unknown) => jsonOf(send(api, 'POST', sessionsPath, { body }))
    const fields = (count: number) => ({ totalBlockCount: 1, fields: Array(count).fill(1) })
    for (const [count, message] of [
      [50, /; 49 more in details$/],
      [51, /; 49 more in details, and there are more$/],
      [33_000, /; 49 more in details, and there are more$/],
    ] as const) {
      const { error } = await create(fields(count))
      expect([error.details.length, error.details[49].target]).toEqual([50, 'fields/49'])
      expect(error.message).toMatch(message)
    }
    const keys = Object.fromEntries(Array.from({ length: 80_000 }, (_, index) => [`k${index}`, 1]))
    for (const [body, message] of [
      [fields(500_000), 'the body has more than 34000 values'],
      [keys, 'the body has more than 10000 properties'],
      [`${'['.repeat(500_000)}${']'.repeat(500_000)}`, 'the body is nested more than 64 times'],
    ]) {
      expect((await create(body)).error).toMatchObject({ code: 'badRequest', message })
    }
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

  it('is 503 with Retry-After when a store or an authorizer never answers', async () => {
    const never = () => () => new Promise<never>(() => {})
    const limits = { duration: 20 }
    for (const silent of [
      createTestApi({ limits, store: { ...createMemoryStore(), get: never } }),
      createTestApi({ limits, authorize: never }),
    ]) {
      const response = await send(silent, 'GET', `${sessionsPath}/a`)
      expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1'])
      expect((await response.json()).error.message).toMatch('did not answer in time')
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
