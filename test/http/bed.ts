// A whole API to test: a service over a memory store, real sockets, a clock that stands still until it is moved.
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
  type SessionStore,
} from '../../src/service/index.js'

export const token = 'a-token-that-is-only-for-tests-0123456789'

/** A timestamp that a test writes down. */
const time = (text: string): DateTimeOffset => {
  if (!DateTimeOffset.is(text)) throw new Error(`${text} is no timestamp`)
  return text
}

/** A clock that tests set. */
interface Clock {
  readonly now: () => DateTimeOffset
  readonly set: (at: string) => void
}

const newClock = (start: string): Clock => {
  let now = time(start)
  return {
    now: () => now,
    set: (at) => {
      now = time(at)
    },
  }
}

/** An API and what it stands on. */
export interface Bed {
  readonly api: SessionsApi
  readonly service: SessionService
  readonly clock: Clock
}

/** What a test may choose for itself. */
export interface BedOptions extends Partial<Omit<SessionsApiOptions, 'service' | 'now' | 'uploadUris'>> {
  readonly store?: SessionStore
  readonly publicUrl?: string
  readonly lifetime?: number
}

export const newBed = (options: BedOptions = {}): Bed => {
  const { store = createMemoryStore(), publicUrl = 'http://api.test', lifetime = 3600, ...rest } = options
  const clock = newClock('2026-11-24T09:00:00Z')
  const parts = { now: clock.now, newId: randomUUID }
  const uploadUris = createUploadUris({ publicUrl, key: 'a key that is only for tests', lifetime })
  const service = createSessionService({ ...parts, store, newUploadUri: uploadUris.generate })
  const api = createSessionsApi({ ...parts, service, uploadUris, authorize: bearerToken(token), ...rest })
  return { api, service, clock }
}

/** A request as a client with the token sends it. */
export const ask = (
  { api }: Pick<Bed, 'api'>,
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

/** An API behind a socket of its own. */
export interface Listening extends Bed {
  readonly url: string
  readonly close: () => Promise<void>
}

const closed = (server: ServerType): Promise<void> =>
  new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)))
    if ('closeAllConnections' in server) server.closeAllConnections()
  })

/** A certificate, for an API behind TLS. */
export interface Certificate {
  readonly key: string
  readonly cert: string
}

/** The API on a free port of this machine; its address is known before the API is made. */
export const listen = (options: BedOptions = {}, certificate?: Certificate): Promise<Listening> =>
  new Promise((resolve) => {
    let fetch: SessionsApi['fetch'] = () => Promise.resolve(new Response(null, { status: 503 }))
    const tls = certificate === undefined ? {} : { createServer, serverOptions: certificate }
    const server = serve(
      { fetch: (request) => fetch(request), port: 0, hostname: '127.0.0.1', ...tls },
      ({ port }: AddressInfo) => {
        const url = `${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${port}`
        const bed = newBed({ publicUrl: url, ...options })
        fetch = bed.api.fetch
        resolve({ ...bed, url, close: () => closed(server) })
      },
    )
  })
