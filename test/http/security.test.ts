// Requests without the credentials reveal nothing and change nothing.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rateLimit } from '../../src/http/index.js'
import { createTestApi, type ListeningApi, listen, send, token } from './testApi.js'

const store = '/dataClassification/exactMatchDataStores/patients'
const sessions = `${store}/sessions`
const salt = 'a'.repeat(64)

interface Session {
  readonly id: string
  readonly dataUploadURI: string
  readonly remainingBlockCount: number
}

let api: ListeningApi
let session: Session
let other: Session

const created = async (): Promise<Session> =>
  (await send(api, 'POST', sessions, { body: { totalBlockCount: 2, salt } })).json()

beforeAll(async () => {
  api = await listen()
  session = await created()
  other = await created()
})
afterAll(() => api.close())

const state = async (): Promise<string> => (await send(api, 'GET', sessions)).text()

const requests: ReadonlyArray<readonly [string, string, unknown?]> = [
  ['GET', sessions],
  ['GET', `${sessions}/$count`],
  ['GET', '/dataClassification/exactMatchUploadAgents'],
  ['POST', sessions, { totalBlockCount: 1 }],
  ['POST', sessions, 'not even JSON'],
  ['GET', `${sessions}/{id}`],
  ['PATCH', `${sessions}/{id}`, { fileName: 'mine.csv' }],
  ['DELETE', `${sessions}/{id}`],
  ['POST', `${sessions}/{id}/commit`],
  ['POST', `${sessions}/{id}/cancel`],
  ['POST', `${sessions}/{id}/renew`],
  ['GET', `${sessions}/none`],
  ['GET', '/nowhere'],
  ['PROPFIND', sessions],
]

describe('without the token', () => {
  const credentials = [
    '',
    `Bearer ${token}x`,
    `Bearer ${token.slice(1)}`,
    'Bearer',
    `Basic ${btoa(token)}`,
    token,
  ]
  for (const authorization of credentials) {
    it(`the API refuses ${JSON.stringify(authorization)}`, async () => {
      const before = await state()
      for (const [method, path, body] of requests) {
        const response = await fetch(api.url + path.replace('{id}', session.id), {
          method,
          headers: { 'content-type': 'application/json', ...(authorization === '' ? {} : { authorization }) },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        })
        expect(response.status).toBe(401)
        expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/)
        const text = await response.text()
        expect(JSON.parse(text)).toMatchObject({ error: { code: 'unauthorized' } })
        for (const secret of [salt, session.id, 'patients', token]) expect(text).not.toContain(secret)
      }
      expect(await state()).toBe(before)
    })
  }
})

describe('a block without a valid signature', () => {
  const put = (uri: string) => fetch(`${uri}&comp=block&blockid=AAAA`, { method: 'PUT', body: 'rows' })
  const forgeries: ReadonlyArray<readonly [string, () => string]> = [
    ['no signature', () => session.dataUploadURI.replace(/&sig=[^&]*/, '')],
    ['another signature', () => session.dataUploadURI.replace(/sig=..../, 'sig=AAAA')],
    [
      "another session's signature",
      () => session.dataUploadURI.replace(/\?.*/, new URL(other.dataUploadURI).search),
    ],
    ["another session's path", () => session.dataUploadURI.replace(session.id, other.id)],
    ['a later expiry', () => session.dataUploadURI.replace(/se=20\d\d/, 'se=2099')],
    ['another nonce', () => session.dataUploadURI.replace(/nonce=./, 'nonce=x')],
    ['the bearer token for a signature', () => session.dataUploadURI.replace(/sig=.*/, `sig=${token}`)],
  ]
  for (const [name, forged] of forgeries) {
    it(`is refused with ${name}`, async () => {
      const before = await state()
      const response = await put(forged())
      expect(response.status).toBe(403)
      expect(response.headers.get('x-ms-error-code')).toBe('AuthenticationFailed')
      expect(await response.text()).not.toContain('sig=')
      expect(await state()).toBe(before)
    })
  }

  it('is refused even with the bearer token', async () => {
    const response = await fetch(`${api.url}/uploads/patients/${session.id}?comp=block&blockid=AAAA`, {
      method: 'PUT',
      body: 'rows',
      headers: { authorization: `Bearer ${token}` },
    })
    expect(response.status).toBe(403)
  })
})

describe('a limit', () => {
  it('of the body is 413, with or without Content-Length', async () => {
    const small = createTestApi({ limits: { bodyBytes: 100, blockBytes: 10 } })
    const response = await send(small, 'POST', sessions, {
      body: { totalBlockCount: 1, fileName: 'x'.repeat(100) },
    })
    expect([response.status, (await response.json()).error.code]).toEqual([413, 'contentTooLarge'])
    const stream = new Blob(['x'.repeat(200)]).stream()
    const init = {
      method: 'POST',
      body: stream,
      duplex: 'half',
      headers: { authorization: `Bearer ${token}` },
    }
    expect((await small.api.fetch(new Request(`http://api.test${sessions}`, init))).status).toBe(413)
    const { dataUploadURI }: Session = await (
      await send(small, 'POST', sessions, { body: { totalBlockCount: 1 } })
    ).json()
    const block = await send(small, 'PUT', `${dataUploadURI}&comp=block&blockid=AAAA`, {
      body: 'x'.repeat(11),
    })
    expect([block.status, block.headers.get('x-ms-error-code')]).toEqual([413, 'RequestBodyTooLarge'])
  })

  it('of the rate is 429 with Retry-After', async () => {
    let milliseconds = 0
    const throttled = createTestApi({
      rateLimit: rateLimit({ requests: 2, seconds: 10, now: () => milliseconds }),
    })
    const statuses = async () =>
      (await send(throttled, 'GET', '/dataClassification/exactMatchDataStores')).status
    expect([await statuses(), await statuses()]).toEqual([200, 200])
    const refused = await send(throttled, 'GET', '/dataClassification/exactMatchDataStores')
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '5'])
    expect((await refused.json()).error.code).toBe('tooManyRequests')
    milliseconds = 5_000
    expect([await statuses(), await statuses()]).toEqual([200, 429])
  })
})
