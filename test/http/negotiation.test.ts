// Methods, media types, preferences and lengths: what HTTP lets a client ask for, and how the API answers.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSession, createTestApi, jsonOf, send, sessionsPath } from './testApi.js'

const api = createTestApi()

describe('OPTIONS', () => {
  it.each([
    [sessionsPath, 'GET, POST, HEAD, OPTIONS'],
    [`/v1.0${sessionsPath}/a`, 'GET, PATCH, DELETE, HEAD, OPTIONS'],
    [`/beta${sessionsPath}/a/commit`, 'POST, OPTIONS'],
  ])('of %s is 204 with what it allows', async (path, allow) => {
    const response = await send(api, 'OPTIONS', path)
    expect([response.status, response.headers.get('allow'), await response.text()]).toEqual([204, allow, ''])
  })

  it('of an upload URI needs no token', async () => {
    const response = await send(api, 'OPTIONS', '/uploads/patients/a', { headers: { authorization: '' } })
    expect([response.status, response.headers.get('allow')]).toEqual([204, expect.stringMatching('PUT')])
  })

  it('of no path is 404, and of the API without a token 401', async () => {
    expect((await send(api, 'OPTIONS', '/nowhere')).status).toBe(404)
    expect((await send(api, 'OPTIONS', sessionsPath, { headers: { authorization: '' } })).status).toBe(401)
  })
})

describe('Accept', () => {
  const statusFor = async (accept: string, path = sessionsPath): Promise<number> =>
    (await send(api, 'GET', path, { headers: { accept } })).status

  it.each([
    '',
    '*/*',
    'application/json',
    'APPLICATION/JSON; charset=utf-8',
    'application/json;odata.metadata=minimal;q=0.1',
    'application/*',
    'text/html, application/xhtml+xml, */*;q=0.8',
    'application/xml, application/json',
    'nonsense',
  ])('%j gets JSON', async (accept) => {
    await createSession(api)
    expect(await statusFor(accept)).toBe(200)
  })

  it.each([
    'application/xml',
    'text/html',
    'application/json;q=0',
    'application/json; q=0.0, */*',
    'application/*;q=0, */*',
    'text/*',
  ])('%j is 406', async (accept) => {
    const response = await send(api, 'GET', sessionsPath, { headers: { accept } })
    expect(response.status).toBe(406)
    expect((await response.json()).error).toMatchObject({ code: 'notAcceptable' })
  })

  it('applies to the text of $count as text, to errors not at all, and to changes neither', async () => {
    await createSession(api)
    expect(await statusFor('text/plain', `${sessionsPath}/$count`)).toBe(200)
    expect(await statusFor('application/json', `${sessionsPath}/$count`)).toBe(406)
    expect(await statusFor('application/xml', `${sessionsPath}/none`)).toBe(404)
    const headers = { accept: 'application/xml' }
    const body = { totalBlockCount: 1 }
    expect((await send(api, 'POST', sessionsPath, { body, headers })).status).toBe(201)
  })
})

describe('a body', () => {
  it.each([
    'application/json; charset="utf-8"',
    'application/json;charset=UTF-8',
    'Application/JSON ;a="b;c"',
  ])('of the type %s is read', async (type) => {
    const headers = { 'content-type': type }
    expect((await send(api, 'POST', sessionsPath, { body: { totalBlockCount: 1 }, headers })).status).toBe(
      201,
    )
  })

  it.each(['application/json; charset="utf-16"', 'application/json;charset=latin1', 'application/jsonx'])(
    'of the type %s is 415',
    async (type) => {
      const headers = { 'content-type': type }
      expect((await send(api, 'POST', sessionsPath, { body: { totalBlockCount: 1 }, headers })).status).toBe(
        415,
      )
    },
  )
})

describe('Prefer', () => {
  const isMinimal = async (prefer: string): Promise<boolean> =>
    (await send(api, 'POST', sessionsPath, { body: { totalBlockCount: 1 }, headers: { prefer } })).status ===
    204

  it('is heeded among others, of which the first counts, in quotes or without', async () => {
    const other = fc.constantFrom(
      'a',
      'b="c, return=representation"',
      'd="\\", return=representation"',
      ' ',
      'wait=1;x',
    )
    const minimal = fc.constantFrom('return=minimal', 'RETURN = "minimal"', 'return=minimal; foo="bar"')
    const property = fc.asyncProperty(
      fc.array(other, { maxLength: 3 }),
      minimal,
      fc.array(fc.oneof(other, fc.constant('return=representation')), { maxLength: 3 }),
      async (before, preference, after) => {
        expect(await isMinimal([...before, preference, ...after].join(','))).toBe(true)
        expect(await isMinimal(['return=representation', ...before, preference].join(','))).toBe(false)
      },
    )
    await fc.assert(property, { numRuns: 50 })
  })
})

describe('a URL', () => {
  it('that is too long is 414, under an upload URI in its format', async () => {
    const query = `?$filter=${'a'.repeat(8_192)}`
    const response = await send(api, 'GET', sessionsPath + query)
    expect([response.status, (await response.json()).error.code]).toEqual([414, 'uriTooLong'])
    const block = await send(api, 'PUT', `/uploads/patients/a${query}`, { body: 'rows' })
    expect([block.status, block.headers.get('content-type')]).toEqual([414, 'application/xml'])
  })

  it('with many unknown query options names the first fifty', async () => {
    const names = Array.from({ length: 1_000 }, (_, index) => `$${index}`)
    const { error } = await jsonOf(send(api, 'GET', `${sessionsPath}?${names.join('&')}`))
    expect(error.details.map(({ target }: { target: string }) => target)).toEqual(names.slice(0, 50))
  })
})
