// The sessions API as a part of an application in hono, under a path of its own.
import type { DateTimeOffset } from 'exact-match-session/codec'
import { bearerToken, createSessionsApi, createUploadUris } from 'exact-match-session/http'
import { createMemoryStore, createSessionService } from 'exact-match-session/service'
import { Hono } from 'hono'

/** An application at `origin` whose sessions are under /edm; the upload URIs lead there too. */
export const application = (origin: string, token: string): Hono => {
  // What toISOString writes of the time on a clock is a DateTimeOffset.
  const now = () => new Date().toISOString() as DateTimeOffset
  const parts = { now, newId: () => crypto.randomUUID() }
  const uploadUris = createUploadUris({
    publicUrl: `${origin}/edm`,
    key: crypto.randomUUID() + crypto.randomUUID(),
  })
  const store = createMemoryStore()
  const service = createSessionService({ ...parts, store, newUploadUri: uploadUris.generate })
  const api = createSessionsApi({ ...parts, service, uploadUris, authorize: bearerToken(token) })
  return new Hono().get('/', (context) => context.text('hello')).mount('/edm', api.fetch)
}
