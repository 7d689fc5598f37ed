// An API to test: a service over a memory store with a clock that tests set, behind a socket where one is needed.
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { type ServerType, serve } from '@hono/node-server'
import { DateTimeOffset } from '../../src/codec/index.js'
import {
  bearerToken,
  createSessionsApi,
  createUploadUris,
  type SessionsApi,
  type SessionsApiOptions,
} from '../../src/http/index.js'
import {
  createMemoryStore,
  createSessionService,
  type SessionService,
  type SessionServiceOptions,
  type SessionStore,
} from '../../src/service/index.js'

export const token = 'a-token-that-is-only-for-tests-0123456789'

/** A clock that tests set. */
interface Clock {
  readonly now: () => DateTimeOffset
  readonly set: (at: string) => void
}

const newClock = (start: string): Clock => {
  let now = DateTimeOffset.of(start)
  return {
    now: () => now,
    set: (at) => {
      now = DateTimeOffset.of(at)
    },
  }
}

/** An API, its service and its clock. */
export interface TestApi {
  readonly api: SessionsApi
  readonly service: SessionService
  readonly clock: Clock
}

/** The options of a test. */
export interface TestApiOptions
  extends Partial<Omit<SessionsApiOptions, 'service' | 'now' | 'uploadUris'>>,
    Pick<SessionServiceOptions, 'onChange'> {
  readonly store?: SessionStore
  readonly lifetime?: number
}

export const createTestApi = (options: TestApiOptions = {}): TestApi => {
  const {
    store = createMemoryStore(),
    publicUrl = 'http://api.test',
    lifetime = 3600,
    onChange,
    ...rest
  } = options
  const clock = newClock('2026-11-24T09:00:00Z')
  const shared = { now: clock.now, newId: randomUUID }
  const uploadUris = createUploadUris({ key: 'a key that is only for tests', lifetime })
  const service = createSessionService({
    ...shared,
    store,
    newUploadUri: uploadUris.generate,
    ...(onChange === undefined ? {} : { onChange }),
  })
  const api = createSessionsApi({
    ...shared,
    service,
    uploadUris,
    publicUrl,
    authorize: bearerToken(token),
    ...rest,
  })
  return { api, service, clock }
}

export const sessionsPath = '/dataClassification/exactMatchDataStores/patients/sessions'

export const jsonOf = async (response: Promise<Response>) => (await response).json()

/** The targets of an error body's details. */
export const targetsOf = ({ error }: { error: { details: ReadonlyArray<{ target: string }> } }) =>
  error.details.map(({ target }) => target)

/** Sends a request with the token. */
export const send = (
  { api }: Pick<TestApi, 'api'>,
  method: string,
  path: string,
  { body, headers }: { readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> } = {},
): Promise<Response> =>
  api.fetch(
    new Request(new URL(path, 'http://api.test'), {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    }),
  )

/** Creates a session in the data store `patients`. */
export const createSession = async (
  api: Pick<TestApi, 'api'>,
  body: unknown = { totalBlockCount: 15 },
): Promise<ReturnType<typeof JSON.parse>> => jsonOf(send(api, 'POST', sessionsPath, { body }))

/** An API with its own socket. */
export interface ListeningApi extends TestApi {
  readonly url: string
  readonly close: () => Promise<void>
}

const closed = (server: ServerType): Promise<void> =>
  new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)))
    if ('closeAllConnections' in server) server.closeAllConnections()
  })

/** A TLS certificate. */
export interface Certificate {
  readonly key: string
  readonly cert: string
}

/** An API on a free port; the URL of the socket becomes its public URL. */
export const listen = (options: TestApiOptions = {}, certificate?: Certificate): Promise<ListeningApi> =>
  new Promise((resolve) => {
    let fetch: SessionsApi['fetch'] = () => Promise.resolve(new Response(null, { status: 503 }))
    const tls = certificate === undefined ? {} : { createServer, serverOptions: certificate }
    const server = serve(
      { fetch: (request, bindings) => fetch(request, bindings), port: 0, hostname: '127.0.0.1', ...tls },
      ({ port }: AddressInfo) => {
        const url = `${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${port}`
        const testApi = createTestApi({ publicUrl: url, ...options })
        fetch = testApi.api.fetch
        resolve({ ...testApi, url, close: () => closed(server) })
      },
    )
  })
