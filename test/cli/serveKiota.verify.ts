// Kiota, with Microsoft's models of the API, against `serve --tls`. No package has its request builders for data stores,
// so the requests are made as Kiota generates them.
import { Agent } from 'node:https'
import {
  AllowedHostsValidator,
  BaseBearerTokenAuthenticationProvider,
  HttpMethod,
  type ModelSerializerFunction,
  RequestInformation,
} from '@microsoft/kiota-abstractions'
import { DefaultRequestAdapter } from '@microsoft/kiota-bundle'
import { KiotaClientFactory } from '@microsoft/kiota-http-fetchlibrary'
import {
  createExactMatchSessionCollectionResponseFromDiscriminatorValue,
  createExactMatchSessionFromDiscriminatorValue,
  type ExactMatchSession,
  type ExactMatchSessionCollectionResponse,
  serializeExactMatchSession,
} from '@microsoft/msgraph-beta-sdk/models/index.js'
import {
  createODataErrorFromDiscriminatorValue,
  type ODataError,
} from '@microsoft/msgraph-beta-sdk/models/oDataErrors/index.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newFolder } from '../folder.js'
import { trustingFetch } from '../http/trustingFetch.js'
import { fetchCertificate } from './certificate.js'
import { type SpawnedServer, spawnServer } from './server.js'

const folder = newFolder()
const agents: Array<Agent> = []
let server: SpawnedServer
let adapter: DefaultRequestAdapter

beforeAll(async () => {
  server = await spawnServer(['--tls'])
  const agent = new Agent({ ca: await fetchCertificate(server, folder.at()) })
  agents.push(agent)
  const provider = new BaseBearerTokenAuthenticationProvider({
    getAuthorizationToken: async () => server.token,
    getAllowedHostsValidator: () => new AllowedHostsValidator(new Set(['127.0.0.1'])),
  })
  const client = KiotaClientFactory.create(trustingFetch(agent, () => undefined))
  adapter = new DefaultRequestAdapter(provider, undefined, undefined, client)
  adapter.baseUrl = `${server.url}/v1.0`
})

afterAll(async () => {
  for (const agent of agents) agent.destroy()
  await server.stop('SIGTERM')
})

// Its declared types leave out that the function takes a session.
const serialize: ModelSerializerFunction<ExactMatchSession> = serializeExactMatchSession

const errors = { XXX: createODataErrorFromDiscriminatorValue }

/** A request as Kiota generates it. */
const requestOf = (method: HttpMethod, path: string, body?: ExactMatchSession): RequestInformation => {
  const template = `{+baseurl}/dataClassification/exactMatchDataStores/{store}/sessions${path}`
  const request = new RequestInformation(method, template, { store: 'clinic' })
  request.headers.tryAdd('Accept', 'application/json')
  if (body !== undefined) request.setContentFromParsable(adapter, 'application/json', body, serialize)
  return request
}

const send = (method: HttpMethod, path: string, body?: ExactMatchSession) =>
  adapter.send<ExactMatchSession>(
    requestOf(method, path, body),
    createExactMatchSessionFromDiscriminatorValue,
    errors,
  )

const created = async (session: ExactMatchSession = {}): Promise<ExactMatchSession> =>
  (await send(HttpMethod.POST, '', { totalBlockCount: 2, ...session })) ?? {}

describe('Kiota', () => {
  it('creates a session and gets it', async () => {
    const session = await created({ fileName: 'patients.csv', fields: ['ssn'], rowsPerBlock: 10 })
    expect(session).toMatchObject({ state: 'Created', fileName: 'patients.csv', fields: ['ssn'] })
    const again = await send(HttpMethod.GET, `/${session.id}`)
    expect(again).toEqual(session)
    expect(again?.creationDateTime).toBeInstanceOf(Date)
  })

  it('lists sessions', async () => {
    const { id } = await created()
    const list = await adapter.send<ExactMatchSessionCollectionResponse>(
      requestOf(HttpMethod.GET, ''),
      createExactMatchSessionCollectionResponseFromDiscriminatorValue,
      errors,
    )
    expect(list?.value?.map((session) => session.id)).toContain(id)
  })

  it('renews a session', async () => {
    const { id, dataUploadURI } = await created()
    const renewed = await send(HttpMethod.POST, `/${id}/renew`)
    expect(renewed?.dataUploadURI ?? (await send(HttpMethod.GET, `/${id}`))?.dataUploadURI).not.toBe(
      dataUploadURI,
    )
  })

  it('changes a session by sending back the whole of it', async () => {
    const session = await created({ fileName: 'patients.csv' })
    // Times come back with the digits that a Date keeps, and what the models lack as additional data.
    await send(HttpMethod.PATCH, `/${session.id}`, { ...session, fileName: 'others.csv' })
    expect((await send(HttpMethod.GET, `/${session.id}`))?.fileName).toBe('others.csv')
  })

  it('decodes errors', async () => {
    const failed = await send(HttpMethod.GET, '/none').then(
      () => null,
      (error: ODataError) => error,
    )
    expect(failed).toMatchObject({ responseStatusCode: 404, errorEscaped: { code: 'notFound' } })
    expect(failed?.errorEscaped?.message).toBe('there is no session with the id "none"')
    const refused = await created({ totalBlockCount: -1 }).then(
      () => null,
      (error: ODataError) => error,
    )
    expect(refused?.errorEscaped).toMatchObject({ code: 'badRequest', target: 'totalBlockCount' })
  })
})
