// Links, Location and upload URIs lead to where clients reach the API now, wherever a session was created.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../src/service/index.js'
import { right } from '../service/outcome.js'
import { createSession, createTestApi, jsonOf, send, sessionsPath, type TestApiOptions } from './testApi.js'

const key = { datastoreId: 'patients', id: 'a' }
const own = { id: 'a', totalBlockCount: 1 }

/** Two servers over one store, at other addresses. */
const twoServers = (first: string, second: string) => {
  const store = createMemoryStore()
  return [createTestApi({ store, publicUrl: first }), createTestApi({ store, publicUrl: second })] as const
}

const putBlock = (api: ReturnType<typeof createTestApi>, uri: string) =>
  send(api, 'PUT', `${new URL(uri).pathname}${new URL(uri).search}&comp=block&blockid=AAAA`, { body: 'rows' })

const publicUrl = fc
  .tuple(fc.webUrl({ validSchemes: ['http', 'https'] }), fc.constantFrom('', '/'))
  .map(([url, slash]) => url.replace(/\/+$/, '') + slash)

describe('an upload URI', () => {
  it('leads to the server that is asked for it, which takes the block', async () => {
    const property = fc.asyncProperty(publicUrl, publicUrl, async (first, second) => {
      const [one, other] = twoServers(first, second)
      expect((await createSession(one, own)).dataUploadURI.startsWith(first.replace(/\/$/, ''))).toBe(true)
      const { dataUploadURI } = await jsonOf(send(other, 'GET', `${sessionsPath}/a`))
      expect(dataUploadURI.startsWith(`${second.replace(/\/$/, '')}/uploads/patients/a?se=`)).toBe(true)
      const { search } = new URL(dataUploadURI)
      const block = `/uploads/patients/a${search}&comp=block&blockid=AAAA`
      expect((await send(other, 'PUT', block, { body: 'rows' })).status).toBe(201)
    })
    await fc.assert(property, { numRuns: 50 })
  })

  it('is kept without an address: only what is signed', async () => {
    const api = createTestApi()
    await createSession(api, own)
    const { session } = await right(api.service.get(key))
    expect(session.dataUploadURI).toMatch(/^\?se=2026-11-24T10%3A00%3A00Z&nonce=[\da-f-]{36}&sig=[\w-]{43}$/)
  })

  it('has the address in lists, when it is selected, after a renewal and after an update', async () => {
    const [one, other] = twoServers('http://first.test', 'https://second.test/edm')
    await createSession(one, own)
    const start = 'https://second.test/edm/uploads/patients/a?se='
    const read = [
      (await jsonOf(send(other, 'GET', sessionsPath))).value[0],
      (await jsonOf(send(other, 'GET', `${sessionsPath}?$orderby=id`))).value[0],
      await jsonOf(send(other, 'GET', `${sessionsPath}/a?$select=dataUploadURI`)),
      await jsonOf(send(other, 'POST', `${sessionsPath}/a/renew`)),
      await jsonOf(send(other, 'PATCH', `${sessionsPath}/a`, { body: { fileName: 'a.csv' } })),
      await createSession(other, { ...own, fileName: 'a.csv' }),
    ]
    for (const { dataUploadURI } of read) expect(dataUploadURI.slice(0, start.length)).toBe(start)
  })

  it('of another service, in a session that was imported, stays as it is', async () => {
    const api = createTestApi()
    for (const dataUploadURI of [
      'https://blobs.example/f?se=2027-01-01&sig=x',
      'https://blobs.example/f',
      '',
    ]) {
      const session = { id: `${dataUploadURI.length}`, totalBlockCount: 1, dataUploadURI }
      await right(api.service.import({ datastoreId: 'patients', session }))
      expect((await jsonOf(send(api, 'GET', `${sessionsPath}/${session.id}`))).dataUploadURI).toBe(
        dataUploadURI,
      )
    }
  })

  it('of this API, in a session that was read at a former address and imported, gets the present one', async () => {
    const former = createTestApi({ publicUrl: 'http://former.test:8081' })
    const session = await createSession(former, own)
    const api = createTestApi()
    await right(api.service.import({ datastoreId: 'patients', session }))
    const { dataUploadURI } = await jsonOf(send(api, 'GET', `${sessionsPath}/a`))
    expect(dataUploadURI).toBe(session.dataUploadURI.replace('http://former.test:8081', 'http://api.test'))
    expect((await putBlock(api, dataUploadURI)).status).toBe(201)
  })
})

/** Where the Location, the upload URI and the next link lead for a request with these headers. */
const addresses = async (headers: Readonly<Record<string, string>>, options: TestApiOptions) => {
  const api = createTestApi(options)
  for (const _ of ['one', 'another']) await createSession(api)
  const created = await send(api, 'POST', `/v1.0${sessionsPath}`, { body: own, headers })
  const agent = await send(api, 'POST', '/v1.0/dataClassification/exactMatchUploadAgents', {
    body: { id: 'b' },
    headers,
  })
  const page = await jsonOf(send(api, 'GET', `/v1.0${sessionsPath}?$top=1`, { headers }))
  const { dataUploadURI } = await created.json()
  return [
    created.headers.get('location')?.replace(/\/v1\.0\/.*/, ''),
    agent.headers.get('location')?.replace(/\/v1\.0\/.*/, ''),
    dataUploadURI.replace(/\/uploads\/.*/, ''),
    page['@odata.nextLink'].replace(/\/v1\.0\/.*/, ''),
  ]
}

const all = (url: string) => [url, url, url, url]
const inner = 'http://inner.test/edm'

describe('behind a proxy', () => {
  it.each([
    [{ 'x-forwarded-proto': 'https' }, 'https://inner.test/edm'],
    [{ 'x-forwarded-host': 'api.example:8443' }, 'http://api.example:8443/edm'],
    [{ 'x-forwarded-prefix': '/a/b/' }, 'http://inner.test/a/b'],
    [{ 'x-forwarded-prefix': '/' }, 'http://inner.test'],
    [
      { 'x-forwarded-proto': 'HTTPS, http', 'x-forwarded-host': 'api.example, inner.test' },
      'https://api.example/edm',
    ],
    [{ 'x-forwarded-host': '[::1]:8080' }, 'http://[::1]:8080/edm'],
    [
      { forwarded: 'for=192.0.2.1;Proto=https; host="api.example:8443", for=10.0.0.1;proto=http' },
      'https://api.example:8443/edm',
    ],
    [{ forwarded: 'host=other.example', 'x-forwarded-host': 'api.example' }, 'http://api.example/edm'],
    [{}, inner],
  ])('that is trusted, %j leads to %s', async (headers, url) => {
    expect(await addresses(headers, { publicUrl: inner, trustProxy: true })).toEqual(all(url))
  })

  it.each([
    { 'x-forwarded-proto': 'javascript' },
    { 'x-forwarded-host': 'api.example/path' },
    { 'x-forwarded-host': 'user@api.example' },
    { 'x-forwarded-host': '' },
    { 'x-forwarded-prefix': '//evil.example' },
    { 'x-forwarded-prefix': '/a?b' },
    { 'x-forwarded-prefix': 'a' },
    { forwarded: ';;host;proto=;="' },
  ])('that is trusted, %j is ignored', async (headers) => {
    expect(await addresses(headers, { publicUrl: inner, trustProxy: true })).toEqual(all(inner))
  })

  it('that is not trusted, nothing changes', async () => {
    const headers = {
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-prefix': '/evil',
      forwarded: 'host=evil.example;proto=https',
    }
    expect(await addresses(headers, { publicUrl: inner })).toEqual(all(inner))
  })
})
