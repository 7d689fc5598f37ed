// The sessions API as part of a hono application, under its own path.
import { bearerToken, createSessionsApi, createUploadUris } from 'exact-match-session/http'
import { createMemoryStore, createSessionService, systemClock } from 'exact-match-session/service'
import { Hono } from 'hono'

/** An application at `origin` with the sessions API under /edm, to which the upload URIs lead too. */
export const application = (origin: string, token: string): Hono => {
  const shared = { now: systemClock, newId: () => crypto.randomUUID() }
  const uploadUris = createUploadUris({ key: crypto.randomUUID() + crypto.randomUUID() })
  const publicUrl = `${origin}/edm`
  const store = createMemoryStore()
  const service = createSessionService({ ...shared, store, newUploadUri: uploadUris.generate })
  const api = createSessionsApi({ ...shared, service, uploadUris, publicUrl, authorize: bearerToken(token) })
  return new Hono().get('/', (context) => context.text('hello')).mount('/edm', api.fetch)
}
