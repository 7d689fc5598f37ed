// What the API costs beside hono: create and get on the memory store, against handlers that only parse and write.
import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { bearerToken, createSessionsApi, createUploadUris } from '../src/http/index.js'
import { createMemoryStore, createSessionService, systemClock } from '../src/service/index.js'
import { documentedRequest } from '../test/model/documented.js'
import { race } from './runner/race.js'
import type { Subject } from './runner/subject.js'

const token = 'a-token-for-the-bench-alone'
const ports = { now: systemClock, newId: randomUUID }
const origin = 'http://api.bench'
const path = '/dataClassification/exactMatchDataStores/patients/sessions'

const newApi = () => {
  const uploadUris = createUploadUris({ key: 'a key for the bench alone' })
  const store = createMemoryStore()
  const service = createSessionService({ ...ports, store, newUploadUri: uploadUris.generate })
  return createSessionsApi({
    ...ports,
    service,
    uploadUris,
    publicUrl: origin,
    authorize: bearerToken(token),
  })
}

const body = JSON.stringify(documentedRequest)
const headers = {
  authorization: `Bearer ${token}`,
  'content-type': 'application/json',
  'content-length': String(body.length),
}

interface Api {
  readonly fetch: (request: Request) => Response | Promise<Response>
}

const asking =
  ({ fetch }: Api, url: string, init: RequestInit) =>
  async () =>
    (await fetch(new Request(url, init))).text()
const creating = (api: Api) => asking(api, origin + path, { method: 'POST', headers, body })
const getting = (api: Api, id: string) => asking(api, `${origin}${path}/${id}`, { headers })

const api = newApi()
const session = JSON.parse(await creating(api)())

const json = { 'content-type': 'application/json' }
const route = path.replace('patients', ':datastoreId')
const bare = new Hono()
  .post(route, async (context) => {
    await context.req.json()
    return context.body(JSON.stringify(session), 201, json)
  })
  .get(`${route}/:id`, (context) => context.body(JSON.stringify(session), 200, json))

const [create, get] = ['create a session', 'get a session']

export const subject: Subject = {
  title: 'HTTP',
  description: 'One request from `Request` to the text of its `Response`, in one process, without a socket.',
  measures: [
    race(create, { 'bare hono': creating(bare), 'the API': creating(newApi()) }),
    race(get, { 'bare hono': getting(bare, session.id), 'the API': getting(api, session.id) }),
  ],
  goals: [create, get].map((measure) => ({
    measure,
    contender: 'bare hono',
    against: 'the API',
    atLeast: 0.5,
  })),
}
