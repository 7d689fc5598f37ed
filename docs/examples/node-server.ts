// The sessions API in a plain server of Node's.
import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { bearerToken, createSessionsApi, createUploadUris } from 'exact-match-session/http'
import { createMemoryStore, createSessionService, systemClock } from 'exact-match-session/service'

/** A server for clients with the token; `publicUrl` is where they reach it. */
export const sessionsServer = (publicUrl: string, token: string): Server => {
  const shared = { now: systemClock, newId: randomUUID }
  const uploadUris = createUploadUris({ key: randomUUID() + randomUUID() })
  const store = createMemoryStore()
  const service = createSessionService({ ...shared, store, newUploadUri: uploadUris.generate })
  const api = createSessionsApi({ ...shared, service, uploadUris, publicUrl, authorize: bearerToken(token) })
  return createServer(getRequestListener(api.fetch))
}
