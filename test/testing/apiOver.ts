// The documented API over any system that answers at once: as much of it as a check needs, on a real socket.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as O from 'fp-ts/lib/Option.js'
import { type DateTimeOffset, dateTimeOffsetOf } from '../../src/codec/index.js'
import { CreateSessionRequest, ExactMatchSession } from '../../src/model/index.js'
import { type Answer, refused, type SessionSystem } from '../../src/testing/index.js'

export const token = 'a-token-for-tests'

interface Asked {
  readonly method: string
  readonly url: URL
  readonly body: string
  readonly at: DateTimeOffset
}

const now = (): DateTimeOffset =>
  O.getOrElse<DateTimeOffset>(() => {
    throw new Error('the clock shows no time')
  })(dateTimeOffsetOf(new Date()))

const sessionIn = (answer: Answer): ExactMatchSession =>
  answer.answer === 'done' && ExactMatchSession.is(answer.session) ? answer.session : {}

const created = (system: SessionSystem<Answer>, { body, at }: Asked): Answer => {
  const request: unknown = JSON.parse(body)
  return CreateSessionRequest.is(request) ? system.create({ request, at }) : refused('no create request')
}

/** Puts a request to the system; gives the answer, and the status that says that it is done. */
const answered = (system: SessionSystem<Answer>, asked: Asked): readonly [Answer, number] => {
  const { method, url, body, at } = asked
  const [, id = '', action = ''] = /\/sessions(?:\/([^/]+))?(?:\/([^/]+))?$/.exec(url.pathname) ?? []
  if (method === 'PUT') {
    const session = url.pathname.split('/').at(-1) ?? ''
    const blockId = url.searchParams.get('blockid') ?? ''
    const dataUploadURI = url.searchParams.get('uri')
    return [system.uploadBlock({ id: session, at, blockId, content: body, dataUploadURI }), 201]
  }
  if (id === '') return [created(system, asked), 201]
  if (action === 'commit') return [system.commit({ id, at }), 204]
  if (action === 'cancel') return [system.cancel({ id, at }), 204]
  if (action === 'renew') return [system.renew({ id, at }), 200]
  // Whoever looks does a job, so that there is something to wait for.
  const before = system.get({ id, at })
  system.completeJobs?.({ id, at, count: 1 })
  return [before, 200]
}

/** An upload URI that leads back here, with the system's own inside. */
const leadingBack = (origin: string, session: ExactMatchSession): ExactMatchSession => ({
  ...session,
  dataUploadURI: `${origin}/upload/${session.id}?uri=${encodeURIComponent(session.dataUploadURI ?? '')}`,
})

const listening = (server: Server): Promise<string> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      // A server that listens on a port has an address with one.
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    })
  })

/** Serves a system until it is closed. */
export const serveApi = async (
  system: SessionSystem<Answer>,
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
    const [answer, status] = answered(system, { method, url, body, at: now() })
    if (answer.answer !== 'done') {
      response.writeHead(409).end(JSON.stringify({ error: { message: JSON.stringify(answer) } }))
      return
    }
    const told = JSON.stringify(leadingBack(origin, sessionIn(answer)))
    response.writeHead(status).end(status === 204 || method === 'PUT' ? undefined : told)
  })
  const origin = await listening(server)
  return {
    url: origin,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
