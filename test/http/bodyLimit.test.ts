// The limit of a body holds while it is read: a client that never stops sending is answered, and nothing is kept for it.
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { createSession, type ListeningApi, listen, sessionsPath, token } from './testApi.js'

let api: ListeningApi
beforeAll(async () => {
  api = await listen({ limits: { bodyBytes: 1_000, blockBytes: 1_000 } })
})
afterAll(() => api.close())

/** Sends the head of a request; its body is still to come. */
const begin = async (method: string, uri: string, headers: ReadonlyArray<string>): Promise<Socket> => {
  const { hostname, port, pathname, search } = new URL(uri, api.url)
  const socket = connect(Number(port), hostname)
  onTestFinished(() => {
    socket.destroy()
  })
  await once(socket, 'connect')
  const lines = [
    `${method} ${pathname}${search} HTTP/1.1`,
    'Host: api.test',
    `Authorization: Bearer ${token}`,
    'Content-Type: application/json',
    ...headers,
  ]
  socket.write(`${lines.join('\r\n')}\r\n\r\n`)
  return socket
}

/** The status of the response. */
const statusOf = async (socket: Socket): Promise<string> => {
  const [bytes] = await once(socket, 'data')
  return String(bytes).split(' ', 2)[1] ?? ''
}

const requests = [
  ['a session', 'POST', async () => sessionsPath],
  ['a block', 'PUT', async () => `${(await createSession(api)).dataUploadURI}&comp=block&blockid=AAAA`],
] as const

it.each(requests)('a chunked body of %s is refused before it ends', async (_, method, uri) => {
  const socket = await begin(method, await uri(), ['Transfer-Encoding: chunked'])
  const chunk = `1f4\r\n${' '.repeat(0x1f4)}\r\n`
  socket.write(chunk.repeat(3))
  // The last chunk, which would end the body, never comes.
  expect(await statusOf(socket)).toBe('413')
})

it.each(requests)(
  'a body of %s that is too long by its Content-Length is refused before it is sent',
  async (_, method, uri) => {
    const socket = await begin(method, await uri(), ['Content-Length: 1001'])
    expect(await statusOf(socket)).toBe('413')
  },
)

it.each(requests)('a chunked body of %s within the limit is read to its end', async (_, method, uri) => {
  const body = '{"totalBlockCount":1}'
  const socket = await begin(method, await uri(), ['Transfer-Encoding: chunked'])
  for (const part of [body.slice(0, 5), body.slice(5)]) {
    socket.write(`${part.length.toString(16)}\r\n${part}\r\n`)
  }
  socket.write('0\r\n\r\n')
  expect(await statusOf(socket)).toBe('201')
})
