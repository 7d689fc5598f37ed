// The documented API over any synchronous system, as far as a check needs it, on a real socket.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as O from 'fp-ts/lib/Option.js'
import { type DateTimeOffset, dateTimeOffsetOf } from '../../src/codec/index.js'
import { CreateSessionRequest, ExactMatchSession } from '../../src/model/index.js'
import { type Outcome, refused, type SessionSystem } from '../../src/testing/index.js'

export const token = 'a-token-for-tests'

interface ParsedRequest {
  readonly method: string
  readonly url: URL
  readonly body: string
  readonly at: DateTimeOffset
}

const now = (): DateTimeOffset =>
  O.getOrElse<DateTimeOffset>(() => {
    throw new Error('the clock shows no time')
  })(dateTimeOffsetOf(new Date()))

const sessionIn = (outcome: Outcome): ExactMatchSession =>
  outcome.type === 'done' && ExactMatchSession.is(outcome.session) ? outcome.session : {}

const create = (system: SessionSystem<Outcome>, { body, at }: ParsedRequest): Outcome => {
  const request: unknown = JSON.parse(body)
  return CreateSessionRequest.is(request) ? system.create({ request, at }) : refused('not a create request')
}

/** Dispatches a request to the system; gives the outcome and the status of success. */
const dispatch = (system: SessionSystem<Outcome>, parsed: ParsedRequest): readonly [Outcome, number] => {
  const { method, url, body, at } = parsed
  const [, id = '', action = ''] = /\/sessions(?:\/([^/]+))?(?:\/([^/]+))?$/.exec(url.pathname) ?? []
  if (method === 'PUT') {
    const session = url.pathname.split('/').at(-1) ?? ''
    const blockId = url.searchParams.get('blockid') ?? ''
    const dataUploadURI = url.searchParams.get('uri')
    return [system.uploadBlock({ id: session, at, blockId, content: body, dataUploadURI }), 201]
  }
  if (id === '') return [create(system, parsed), 201]
  if (action === 'commit') return [system.commit({ id, at }), 204]
  if (action === 'cancel') return [system.cancel({ id, at }), 204]
  if (action === 'renew') return [system.renew({ id, at }), 200]
  // Each read does a job, so that the processing takes a while.
  const before = system.get({ id, at })
  system.completeJobs?.({ id, at, count: 1 })
  return [before, 200]
}

/** The session with an upload URI of this server, which contains the one of the system. */
const withOwnUri = (origin: string, session: ExactMatchSession): ExactMatchSession => ({
  ...session,
  dataUploadURI: `${origin}/upload/${session.id}?uri=${encodeURIComponent(session.dataUploadURI ?? '')}`,
})

const listen = (server: Server): Promise<string> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      // A server that listens on a port has an address with one.
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    })
  })

/** Serves a system until it is closed. */
export const serveApi = async (
  system: SessionSystem<Outcome>,
): Promise<{ readonly url: string; readonly close: () => Promise<void> }> => {
  const server = createServer(async (request, response) => {
    const chunks: Array<Buffer> = []
    for await (const chunk of request) chunks.push(chunk)
    const url = new URL(request.url ?? '', origin)
    const method = request.method ?? ''
    if (method !== 'PUT' && request.headers.authorization !== `Bearer ${token}`) {
      response.writeHead(401).end()
      return
    }
    const body = Buffer.concat(chunks).toString()
    const [outcome, status] = dispatch(system, { method, url, body, at: now() })
    if (outcome.type !== 'done') {
      response.writeHead(409).end(JSON.stringify({ error: { message: JSON.stringify(outcome) } }))
      return
    }
    const session = JSON.stringify(withOwnUri(origin, sessionIn(outcome)))
    response.writeHead(status).end(status === 204 || method === 'PUT' ? undefined : session)
  })
  const origin = await listen(server)
  return {
    url: origin,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
