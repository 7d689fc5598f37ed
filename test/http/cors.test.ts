// Which pages of other origins may call the API and upload blocks.
import { describe, expect, it } from 'vitest'
import { createSession, createTestApi, send, sessionsPath, type TestApi } from './testApi.js'

const origin = 'https://app.example'

const preflight = ({ api }: TestApi, path: string, method: string, from = origin): Promise<Response> =>
  api.fetch(
    new Request(new URL(path, 'http://api.test'), {
      method: 'OPTIONS',
      headers: {
        origin: from,
        'access-control-request-method': method,
        'access-control-request-headers': 'authorization,content-type,x-ms-version',
      },
    }),
  )

const allowOrigin = ({ headers }: Response): string | null => headers.get('access-control-allow-origin')

describe('a preflight', () => {
  const api = createTestApi({ corsOrigins: [origin] })

  it.each([
    ['POST', sessionsPath],
    ['PATCH', `/v1.0${sessionsPath}/a`],
    ['PUT', '/uploads/patients/a?se=x&sig=x&comp=block&blockid=AAAA'],
  ])('for %s is answered without a token', async (method, path) => {
    const response = await preflight(api, path, method)
    expect([response.status, await response.text()]).toEqual([204, ''])
    expect(allowOrigin(response)).toBe(origin)
    expect(response.headers.get('access-control-allow-methods')?.split(',')).toContain(method)
    expect(response.headers.get('access-control-allow-headers')).toBe(
      'authorization,content-type,x-ms-version',
    )
    expect(response.headers.get('vary')).toContain('Origin')
  })

  it('of another origin is allowed nothing', async () => {
    for (const other of ['https://evil.example', 'null', 'http://app.example', `${origin}.evil.example`]) {
      expect(allowOrigin(await preflight(api, sessionsPath, 'POST', other))).toBe(null)
    }
  })

  it('of any origin is allowed with *', async () => {
    const open = createTestApi({ corsOrigins: ['*'] })
    expect(allowOrigin(await preflight(open, sessionsPath, 'POST', 'https://any.example'))).toBe('*')
  })

  it('is refused by default', async () => {
    const closed = createTestApi()
    const response = await preflight(closed, sessionsPath, 'POST')
    expect([response.status, allowOrigin(response)]).toEqual([401, null])
  })
})

describe('a response', () => {
  const api = createTestApi({ corsOrigins: [origin], limits: { bodyBytes: 100 } })
  const headers = { origin }

  it('can be read by the page, and so can its headers', async () => {
    const response = await send(api, 'POST', sessionsPath, { body: { totalBlockCount: 1 }, headers })
    expect([response.status, allowOrigin(response)]).toEqual([201, origin])
    const exposed = (response.headers.get('access-control-expose-headers') ?? '').toLowerCase().split(',')
    for (const name of ['etag', 'location', 'request-id', 'odata-version', 'retry-after']) {
      expect(exposed).toContain(name)
    }
    expect(response.headers.has('access-control-allow-credentials')).toBe(false)
  })

  it('can be read where it is an error, of the upload endpoint too', async () => {
    const { id, dataUploadURI } = await createSession(api)
    const { pathname, search } = new URL(dataUploadURI)
    const responses = [
      await send(api, 'GET', sessionsPath, { headers: { ...headers, authorization: 'Bearer x' } }),
      await send(api, 'GET', '/nowhere', { headers }),
      await send(api, 'POST', `${sessionsPath}/${id}/commit`, { headers }),
      await send(api, 'POST', sessionsPath, { body: 'x'.repeat(200), headers }),
      await send(api, 'PUT', `${pathname}${search}x&comp=block&blockid=AAAA`, { body: 'rows', headers }),
    ]
    expect(responses.map(({ status }) => status)).toEqual([401, 404, 409, 413, 403])
    for (const response of responses) expect(allowOrigin(response)).toBe(origin)
  })

  it('to OPTIONS that is no preflight is that of the API, and needs the token', async () => {
    expect((await send(api, 'OPTIONS', sessionsPath, { headers })).headers.get('allow')).toMatch('POST')
    const unauthorized = await send(api, 'OPTIONS', sessionsPath, {
      headers: { ...headers, authorization: '' },
    })
    expect([unauthorized.status, allowOrigin(unauthorized)]).toEqual([401, null])
  })

  it('to a page of another origin, or to no page, allows nothing', async () => {
    for (const from of [{ origin: 'https://evil.example' }, {}]) {
      expect(allowOrigin(await send(api, 'GET', sessionsPath, { headers: from }))).toBe(null)
    }
  })
})
