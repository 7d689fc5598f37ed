// The API in the server of `serve`, everything in memory.
import { randomUUID } from 'node:crypto'
import * as E from 'fp-ts/lib/Either.js'
import { listen } from '../../../src/cli/serve/listen/listen.js'
import { bearerToken, createSessionsApi, createUploadUris } from '../../../src/http/index.js'
import {
  createMemoryBlockStore,
  createMemoryStore,
  createSessionService,
  systemClock,
} from '../../../src/service/index.js'
import { token } from '../requests.js'

const ports = { now: systemClock, newId: randomUUID }
const uploadUris = createUploadUris({ key: 'a key for the bench alone' })
const service = createSessionService({
  ...ports,
  store: createMemoryStore(),
  blocks: createMemoryBlockStore(),
  newUploadUri: uploadUris.generate,
})

const started = await listen({ port: 0, maxConnections: 100 })()
if (E.isLeft(started)) throw new Error(started.left.message)
const { url, serve } = started.right
const api = createSessionsApi({
  ...ports,
  service,
  uploadUris,
  publicUrl: url,
  authorize: bearerToken(token),
})
serve(api.fetch)
process.stdout.write(`${url}\n`)
