// The sessions API in a plain server of Node's.
import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { DateTimeOffset } from 'exact-match-session/codec'
import { bearerToken, createSessionsApi, createUploadUris } from 'exact-match-session/http'
import { createMemoryStore, createSessionService } from 'exact-match-session/service'

/** A server that lets in whoever has the token; `publicUrl` is where its clients reach it. */
export const sessionsServer = (publicUrl: string, token: string): Server => {
  // What toISOString writes of the time on a clock is a DateTimeOffset.
  const now = () => new Date().toISOString() as DateTimeOffset
  const parts = { now, newId: randomUUID }
  const uploadUris = createUploadUris({ publicUrl, key: randomUUID() + randomUUID() })
  const store = createMemoryStore()
  const service = createSessionService({ ...parts, store, newUploadUri: uploadUris.generate })
  const api = createSessionsApi({ ...parts, service, uploadUris, authorize: bearerToken(token) })
  return createServer(getRequestListener(api.fetch))
}
