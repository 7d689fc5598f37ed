// What `serve` refuses before its API sees it: with the status that HTTP has for it, an error body, and an end of the
// connection that the client can't put off.
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { connect as connectTls } from 'node:tls'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { type Listener, listen } from '../../src/cli/serve/listen/listen.js'
import { selfSigned } from '../../src/cli/serve/listen/selfSigned.js'
import { right } from '../service/outcome.js'

let server: Listener
let impatient: Listener

beforeAll(async () => {
  const timeouts = { linger: 100 }
  server = await right(listen({ port: 0, maxConnections: 50, timeouts }))
  impatient = await right(
    listen({ port: 0, maxConnections: 50, timeouts: { ...timeouts, head: 100, idle: 100 } }),
  )
  for (const { serve } of [server, impatient]) {
    serve(async (request) => {
      await request.text()
      return Response.json({ method: request.method, url: request.url })
    })
  }
})
afterAll(async () => {
  await server.close()
  await impatient.close()
})

/** A client that never closes by itself. */
const open = async ({ url } = server): Promise<Socket> => {
  const socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1', allowHalfOpen: true })
  onTestFinished(() => {
    socket.destroy()
  })
  await once(socket, 'connect')
  return socket
}

interface Answer {
  readonly status: number
  readonly head: string
  readonly body: string
}

/** What a server answers until it ends the connection. */
const answerTo = async (request: string, by = server): Promise<Answer> => {
  const socket = await open(by)
  socket.write(request)
  const received = await text(socket)
  const [head = '', body = ''] = received.split('\r\n\r\n', 2)
  return { status: Number(head.split(' ', 2)[1]), head, body }
}

const close = 'Connection: close\r\n\r\n'

describe('a request is refused', () => {
  const long = 'a'.repeat(20_000)

  const expectRefusal = ({ status, head, body }: Answer, expected: number): void => {
    expect(status).toBe(expected)
    expect(head).toMatch(/^content-type: application\/json$/im)
    expect(JSON.parse(body).error).toMatchObject({
      message: expect.any(String),
      innerError: { 'request-id': expect.stringMatching(/^[\da-f-]{36}$/) },
    })
  }

  it.each([
    [431, 'with a header that is too long', `GET / HTTP/1.1\r\nHost: a\r\nX: ${long}\r\n\r\n`],
    [414, 'with a URL that is too long', `GET /${long} HTTP/1.1\r\nHost: a\r\n\r\n`],
    [501, 'with a method that nobody knows', 'FOO / HTTP/1.1\r\nHost: a\r\n\r\n'],
    [400, 'with a space in its URL', 'GET /a b HTTP/1.1\r\nHost: a\r\n\r\n'],
    [400, 'without a Host', 'GET / HTTP/1.1\r\n\r\n'],
    [400, 'with two of them', 'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n'],
    [400, 'with a Host that is none', `GET / HTTP/1.1\r\nHost: a b\r\n${close}`],
    [400, 'with two lengths', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'],
    [400, 'that is TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'],
    [431, 'though more of it follows', `GET / HTTP/1.1\r\nHost: a\r\nX: ${long.repeat(20)}`],
  ])('by %i %s', async (status, _, request) => expectRefusal(await answerTo(request), status))

  it.each([
    ['half of whose head comes', 'GET / HTTP/1.1\r\nHost: a\r\nX: '],
    ['half of whose body comes', 'PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nrows'],
    [
      'half of whose chunks come',
      'PUT / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nrows\r\n',
    ],
    ['that never comes', ''],
  ])('by 408 %s', async (_, request) => expectRefusal(await answerTo(request, impatient), 408))
})

describe('a request is answered', () => {
  it('of HTTP/1.0, which has no Host', async () => {
    expect((await answerTo('GET /a HTTP/1.0\r\n\r\n')).body).toBe(
      '{"method":"GET","url":"http://127.0.0.1/a"}',
    )
  })

  it('by what the server allows, to OPTIONS *', async () => {
    const { status, head } = await answerTo(`OPTIONS * HTTP/1.1\r\nHost: a\r\n${close}`)
    expect(status).toBe(204)
    expect(head).toMatch(/^allow: GET, HEAD, POST, PATCH, PUT, DELETE, OPTIONS$/im)
  })
})

describe('a connection to a server with TLS', () => {
  it.each([
    ['that says nothing', ''],
    ['that speaks http', `GET / HTTP/1.1\r\nHost: a\r\n${close}`],
    ['that begins a handshake', '\x16\x03\x01\x02\x00\x01'],
  ])('%s is closed', async (_, request) => {
    const timeouts = { head: 200, idle: 200, linger: 100 }
    const certificate = await selfSigned(['127.0.0.1'])
    const secure = await right(listen({ port: 0, maxConnections: 50, certificate, timeouts }))
    secure.serve(async () => new Response())
    const socket = await open(secure)
    socket.write(request)
    socket.resume().on('error', () => undefined)
    await expect.poll(() => secure.connections()).toBe(0)
    await secure.close()
  })

  it('that has half a head is closed, too', async () => {
    const timeouts = { head: 5_000, idle: 200, linger: 100 }
    const certificate = await selfSigned(['127.0.0.1'])
    const secure = await right(listen({ port: 0, maxConnections: 50, certificate, timeouts }))
    secure.serve(async () => new Response())
    const { port } = new URL(secure.url)
    const socket = connectTls({
      port: Number(port),
      host: '127.0.0.1',
      ca: certificate.cert,
    })
    await once(socket, 'secureConnect')
    socket.write('GET / HTTP/1.1\r\nHost: a\r\nX: ')
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 408 /)
    await expect.poll(() => secure.connections()).toBe(0)
    await secure.close()
  })
})

describe('a connection', () => {
  it('that is refused is closed, though the client neither reads nor closes', async () => {
    const sockets = await Promise.all(Array.from({ length: 20 }, () => open()))
    for (const socket of sockets) socket.pause().write('nonsense\r\n\r\n')
    await expect.poll(() => server.connections()).toBe(0)
  })

  it('beyond the most allowed is closed, and others are accepted once there is room', async () => {
    const sockets = await Promise.all(Array.from({ length: 50 }, () => open()))
    const further = await open()
    expect(await text(further)).toBe('')
    for (const socket of sockets) socket.destroy()
    await expect.poll(() => server.connections()).toBe(0)
    expect((await answerTo(`GET / HTTP/1.1\r\nHost: a\r\n${close}`)).status).toBe(200)
  })
})
