// Microsoft's Graph client against the API, over TLS with a self-signed certificate, because the client sends no token
// over plain HTTP.
import { Agent } from 'node:https'
import { Client, GraphError, type PageCollection, PageIterator } from '@microsoft/microsoft-graph-client'
import type { ExactMatchSession } from '@microsoft/microsoft-graph-types-beta'
import { generate } from 'selfsigned'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type ListeningApi, listen, token } from './testApi.js'
import { trustingFetch } from './trustingFetch.js'

const sent: Array<Request> = []
let server: ListeningApi
let agent: Agent
let client: Client

beforeAll(async () => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  })
  server = await listen({}, { key, cert })
  agent = new Agent({ ca: cert })
  vi.stubGlobal(
    'fetch',
    trustingFetch(agent, (request) => sent.push(request)),
  )
  client = Client.init({
    baseUrl: server.url,
    defaultVersion: 'beta',
    customHosts: new Set(['127.0.0.1']),
    authProvider: (done) => done(null, token),
  })
})

afterAll(async () => {
  vi.unstubAllGlobals()
  agent.destroy()
  await server.close()
})

const sessions = (store = 'patients') => `/dataClassification/exactMatchDataStores/${store}/sessions`

const created = (store?: string, fileName = 'patients.csv'): Promise<ExactMatchSession> =>
  client
    .api(sessions(store))
    .post({ '@odata.type': '#microsoft.graph.exactMatchSession', totalBlockCount: 2, fileName })

const failureOf = async (response: Promise<unknown>): Promise<GraphError> => {
  const outcome = await response.then(
    () => 'no failure',
    (error: unknown) => error,
  )
  if (!(outcome instanceof GraphError)) throw new Error(`${String(outcome)} where a GraphError was expected`)
  return outcome
}

describe("Microsoft's Graph client", () => {
  it('sends its token and a client-request-id', async () => {
    await created()
    const { headers } = sent.at(-1) ?? {}
    expect(headers?.get('authorization')).toBe(`Bearer ${token}`)
    expect(headers?.get('client-request-id')).toMatch(/^[\da-f-]{36}$/)
  })

  it('creates a session and reads it', async () => {
    const session = await created()
    expect(session).toMatchObject({ state: 'Created', totalBlockCount: 2, remainingBlockCount: 2 })
    expect(await client.api(`${sessions()}/${session.id}`).get()).toEqual(session)
  })

  it('makes one session behind a gateway that answers 504 to a create that happened', async () => {
    const direct = globalThis.fetch
    const statuses: Array<number> = []
    vi.stubGlobal('fetch', async (...request: Parameters<typeof fetch>) => {
      const response = await direct(...request)
      statuses.push(response.status)
      return statuses.length === 1
        ? new Response(null, { status: 504, headers: { 'retry-after': '0' } })
        : response
    })
    const session = await created('gateway')
    vi.stubGlobal('fetch', direct)
    expect(statuses).toEqual([201, 201])
    const { value } = await client.api(sessions('gateway')).get()
    expect(value).toEqual([session])
  })

  it('iterates over all pages of a list', async () => {
    const made: Array<unknown> = []
    for (const index of Array(7).keys()) made.push((await created('pages', `${index}.csv`)).fileName)
    const page: PageCollection = await client.api(sessions('pages')).top(3).count(true).get()
    expect(page.value).toHaveLength(3)
    expect(page['@odata.count']).toBe(7)
    const found: Array<unknown> = []
    await new PageIterator(client, page, ({ fileName }) => found.push(fileName) > 0).iterate()
    expect(found).toEqual(made)
  })

  it('selects, filters and orders', async () => {
    for (const name of ['a', 'b', 'c']) await created('ordered', `${name}.csv`)
    const { value }: PageCollection = await client
      .api(sessions('ordered'))
      .select(['fileName', 'state'])
      .filter("fileName ne 'b.csv'")
      .orderby('fileName desc')
      .get()
    expect(value).toEqual(
      ['c.csv', 'a.csv'].map((fileName) => ({
        '@odata.etag': expect.stringMatching(/^W\/"\d+"$/),
        '@odata.type': '#microsoft.graph.exactMatchSession',
        fileName,
        state: 'Created',
      })),
    )
  })

  it('updates, renews, cancels and deletes', async () => {
    const { id, dataUploadURI } = await created()
    const session = client.api(`${sessions()}/${id}`)
    expect(await session.patch({ fileName: 'people.csv' })).toMatchObject({ fileName: 'people.csv' })
    const renewed: ExactMatchSession = await client.api(`${sessions()}/${id}/renew`).post({})
    expect(renewed.dataUploadURI).toMatch(/^https:.*sig=/)
    expect(renewed.dataUploadURI).not.toBe(dataUploadURI)
    for (const _ of ['once', 'twice']) await client.api(`${sessions()}/${id}/cancel`).post(undefined)
    expect(await client.api(`${sessions()}/${id}`).get()).toMatchObject({ state: 'Cancelled' })
    await client.api(`${sessions()}/${id}`).delete()
    expect((await failureOf(client.api(`${sessions()}/${id}`).get())).statusCode).toBe(404)
  })

  it('commits after the last block, also twice', async () => {
    const session: ExactMatchSession = await client
      .api(sessions())
      .post({ totalBlockCount: 0, totalJobCount: 3 })
    await server.service.start({ datastoreId: 'patients', id: session.id ?? '' })()
    for (const _ of ['once', 'twice']) await client.api(`${sessions()}/${session.id}/commit`).post({})
    expect(await client.api(`${sessions()}/${session.id}`).get()).toMatchObject({
      state: 'ProcessingInProgress',
      remainingJobCount: 3,
    })
  })

  it('gets a 404 with the ids of the request', async () => {
    const failure = await failureOf(client.api(`${sessions()}/none`).get())
    expect(failure).toMatchObject({ statusCode: 404, code: 'notFound' })
    expect(failure.requestId).toMatch(/^[\da-f-]{36}$/)
    expect(failure.date).toEqual(new Date('2026-11-24T09:00:00Z'))
    const { innerError } = JSON.parse(String(failure.body))
    expect(innerError['client-request-id']).toBe(sent.at(-1)?.headers.get('client-request-id'))
  })

  it('gets a 409 that explains why', async () => {
    const { id } = await created()
    expect(await failureOf(client.api(`${sessions()}/${id}/commit`).post({}))).toMatchObject({
      statusCode: 409,
      code: 'conflict',
      message: 'cannot commit: the upload has not started',
    })
  })

  it('gets a 412, and nothing changes', async () => {
    const { id } = await created()
    const failure = await failureOf(
      client.api(`${sessions()}/${id}`).header('If-Match', 'W/"0"').patch({ fileName: 'other.csv' }),
    )
    expect(failure).toMatchObject({ statusCode: 412, code: 'preconditionFailed' })
    expect(await client.api(`${sessions()}/${id}`).get()).toMatchObject({ fileName: 'patients.csv' })
  })

  it('finds a session created under beta under v1.0 too', async () => {
    const { id } = await created()
    expect(await client.api(`${sessions()}/${id}`).version('v1.0').get()).toMatchObject({ id })
  })
})
