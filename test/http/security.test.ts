// Who may not, can't: nothing is revealed to him, and nothing changes.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rateLimit } from '../../src/http/index.js'
import { ask, type Listening, listen, newBed, token } from './bed.js'

const store = '/dataClassification/exactMatchDataStores/patients'
const sessions = `${store}/sessions`
const salt = 'a'.repeat(64)

interface Session {
  readonly id: string
  readonly dataUploadURI: string
  readonly remainingBlockCount: number
}

let bed: Listening
let session: Session
let other: Session

const created = async (): Promise<Session> =>
  (await ask(bed, 'POST', sessions, { body: { totalBlockCount: 2, salt } })).json()

beforeAll(async () => {
  bed = await listen()
  session = await created()
  other = await created()
})
afterAll(() => bed.close())

const state = async (): Promise<string> => (await ask(bed, 'GET', sessions)).text()

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
    it(`nobody gets in with ${JSON.stringify(authorization)}`, async () => {
      const before = await state()
      for (const [method, path, body] of requests) {
        const answer = await fetch(bed.url + path.replace('{id}', session.id), {
          method,
          headers: { 'content-type': 'application/json', ...(authorization === '' ? {} : { authorization }) },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        })
        expect(answer.status).toBe(401)
        expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/)
        const text = await answer.text()
        expect(JSON.parse(text)).toMatchObject({ error: { code: 'unauthorized' } })
        for (const secret of [salt, session.id, 'patients', token]) expect(text).not.toContain(secret)
      }
      expect(await state()).toBe(before)
    })
  }
})

describe('a block without the signature', () => {
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
      const answer = await put(forged())
      expect(answer.status).toBe(403)
      expect(answer.headers.get('x-ms-error-code')).toBe('AuthenticationFailed')
      expect(await answer.text()).not.toContain('sig=')
      expect(await state()).toBe(before)
    })
  }

  it('is refused however genuine the token is', async () => {
    const answer = await fetch(`${bed.url}/uploads/patients/${session.id}?comp=block&blockid=AAAA`, {
      method: 'PUT',
      body: 'rows',
      headers: { authorization: `Bearer ${token}` },
    })
    expect(answer.status).toBe(403)
  })
})

describe('too much', () => {
  it('of a body is a 413, told or not', async () => {
    const small = newBed({ limits: { bodyBytes: 100, blockBytes: 10 } })
    const answer = await ask(small, 'POST', sessions, {
      body: { totalBlockCount: 1, fileName: 'x'.repeat(100) },
    })
    expect([answer.status, (await answer.json()).error.code]).toEqual([413, 'contentTooLarge'])
    const stream = new Blob(['x'.repeat(200)]).stream()
    const init = {
      method: 'POST',
      body: stream,
      duplex: 'half',
      headers: { authorization: `Bearer ${token}` },
    }
    expect((await small.api.fetch(new Request(`http://api.test${sessions}`, init))).status).toBe(413)
    const { dataUploadURI }: Session = await (
      await ask(small, 'POST', sessions, { body: { totalBlockCount: 1 } })
    ).json()
    const block = await ask(small, 'PUT', `${dataUploadURI}&comp=block&blockid=AAAA`, {
      body: 'x'.repeat(11),
    })
    expect([block.status, block.headers.get('x-ms-error-code')]).toEqual([413, 'RequestBodyTooLarge'])
  })

  it('of requests is a 429 that says when to come again', async () => {
    let milliseconds = 0
    const throttled = newBed({ rateLimit: rateLimit({ requests: 2, seconds: 10, now: () => milliseconds }) })
    const statuses = async () =>
      (await ask(throttled, 'GET', '/dataClassification/exactMatchDataStores')).status
    expect([await statuses(), await statuses()]).toEqual([200, 200])
    const refused = await ask(throttled, 'GET', '/dataClassification/exactMatchDataStores')
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '5'])
    expect((await refused.json()).error.code).toBe('tooManyRequests')
    milliseconds = 5_000
    expect([await statuses(), await statuses()]).toEqual([200, 429])
  })
})
