// What the API costs beside hono: create and get on the memory store, against handlers that take and give the same
// bytes and do nothing else.
import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { bearerToken, createSessionsApi, createUploadUris } from '../src/http/index.js'
import { createMemoryStore, createSessionService, systemClock } from '../src/service/index.js'
import { race } from './runner/race.js'
import { ratio, type Subject } from './runner/subject.js'

const token = 'a token for the bench alone'.replaceAll(' ', '-')
const parts = { now: systemClock, newId: randomUUID }
const origin = 'http://api.bench'
const path = '/dataClassification/exactMatchDataStores/patients/sessions'
const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
const fetchOf = () => {
  const uploadUris = createUploadUris({ publicUrl: origin, key: 'a key for the bench alone' })
  const store = createMemoryStore()
  const service = createSessionService({ ...parts, store, newUploadUri: uploadUris.generate })
  return createSessionsApi({ ...parts, service, uploadUris, authorize: bearerToken(token) }).fetch
}

const request = JSON.stringify({
  '@odata.type': '#microsoft.graph.exactMatchSession',
  uploadAgentId: 'agent',
  fields: ['PatientID', 'MRN', 'FirstName', 'LastName', 'SSN'],
  fileName: 'patients.csv',
  checksum: 'c0ffee',
  totalBlockCount: 15,
  rowsPerBlock: 100,
  salt: 'a'.repeat(64),
})

const sent = { ...headers, 'content-length': String(request.length) }

const answered = await fetchOf()(new Request(origin + path, { method: 'POST', headers: sent, body: request }))
const session = await answered.text()
const { id } = JSON.parse(session)
const given = { 'content-type': 'application/json' }

/** Parses what comes and writes what goes, as one would who keeps nothing. */
const parsed = JSON.parse(session)
const bare = new Hono()
  .post(path.replace('patients', ':datastoreId'), async (context) => {
    await context.req.json()
    return context.body(JSON.stringify(parsed), 201, given)
  })
  .get(`${path.replace('patients', ':datastoreId')}/:id`, (context) =>
    context.body(JSON.stringify(parsed), 200, given),
  )

type Fetch = (request: Request) => Response | Promise<Response>

const creating = (fetch: Fetch) => async () =>
  (await fetch(new Request(origin + path, { method: 'POST', headers: sent, body: request }))).text()

const getting = (fetch: Fetch, sessionId: string) => async () =>
  (await fetch(new Request(`${origin}${path}/${sessionId}`, { headers }))).text()

const reading = fetchOf()
const mine = JSON.parse(await creating(reading)()).id

const create = 'create a session'
const get = 'get a session'

export const subject: Subject = {
  title: 'Service: HTTP',
  says: 'One request from Request to the text of its Response, in one process, without a socket.',
  measures: [
    race(create, [
      { name: 'bare hono', run: creating(bare.fetch) },
      { name: 'the API', run: creating(fetchOf()) },
    ]),
    race(get, [
      { name: 'bare hono', run: getting(bare.fetch, id) },
      { name: 'the API', run: getting(reading, mine) },
    ]),
  ],
  goals: [
    {
      says: `${create}: throughput, against bare hono`,
      figure: ratio(create, 'bare hono', 'the API'),
      as: '×',
      atLeast: 0.5,
    },
    {
      says: `${get}: throughput, against bare hono`,
      figure: ratio(get, 'bare hono', 'the API'),
      as: '×',
      atLeast: 0.5,
    },
  ],
}
