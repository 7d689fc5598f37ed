// Handlers that only parse and write, in the server of `serve`.
import * as E from 'fp-ts/lib/Either.js'
import { Hono } from 'hono'
import { listen } from '../../../src/cli/serve/listen/listen.js'
import { filledExample } from '../../../test/model/documented.js'
import { sessionsPath } from '../requests.js'

const json = { 'content-type': 'application/json' }
const route = sessionsPath.replace('patients', ':datastoreId')
const app = new Hono()
  .post(route, async (context) => {
    await context.req.json()
    return context.body(JSON.stringify(filledExample), 201, json)
  })
  .get(`${route}/:id`, (context) => context.body(JSON.stringify(filledExample), 200, json))

const started = await listen({ port: 0, maxConnections: 100 })()
if (E.isLeft(started)) throw new Error(started.left.message)
started.right.serve(async (request) => app.fetch(request))
process.stdout.write(`${started.right.url}\n`)
