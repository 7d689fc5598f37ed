// What is refused before the API sees it: what Node's parser does not take, and what it takes though HTTP forbids it. The
// answer has an error body, and the socket ends with it whatever the client does.
import { randomUUID } from 'node:crypto'
import { type IncomingMessage, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { odataError, type Problem, problem } from '../../../http/index.js'
import { systemClock } from '../../../service/index.js'

/** An error of Node's parser: its code, and the packet that it failed on. */
export interface ClientError extends Error {
  readonly code?: string
  readonly rawPacket?: Buffer
}

/** How much of a packet is looked at. */
const maxLine = 8_192

/** Whether a packet begins with a request line that is too long by itself. */
const isLongLine = (packet: Buffer | undefined): boolean => {
  const start = packet?.subarray(0, maxLine).toString('latin1') ?? ''
  return start.length === maxLine && /^[A-Z]+ /.test(start) && !start.includes('\r\n')
}

/** RFC 9110, 9.1: method = token */
const unknownMethod = /^[\w!#$%&'*+.^`|~-]{1,32} /

const named = (packet: Buffer | undefined): string | undefined =>
  unknownMethod.exec(packet?.subarray(0, 40).toString('latin1') ?? '')?.[0]

const notHttp = problem(400, 'this is not HTTP')

/** The problem for an error of the parser. */
export const problemOf = ({ code, rawPacket }: ClientError): Problem => {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return isLongLine(rawPacket)
        ? problem(414, 'the URL is too long')
        : problem(431, 'the header fields are larger than 16 KB')
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return problem(408, 'the request did not arrive in time')
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return problem(413, 'the extensions of a chunk are too long')
    case 'HPE_INVALID_METHOD': {
      const method = named(rawPacket)
      return method === undefined ? notHttp : problem(501, `the method ${method.trim()} is not implemented`)
    }
    default:
      return notHttp
  }
}

/**
 * RFC 9112, 3.2: "A server MUST respond with a 400 (Bad Request) status code to any HTTP/1.1 request message that lacks
 * a Host header field and to any request message that contains more than one Host header field line".
 */
export const hostProblem = ({ httpVersion, rawHeaders }: IncomingMessage): Problem | null => {
  const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length
  if (hosts > 1) return problem(400, 'there is more than one Host', { target: 'Host' })
  return hosts === 0 && httpVersion === '1.1' ? problem(400, 'there is no Host', { target: 'Host' }) : null
}

const headersOf = (requestId: string): Readonly<Record<string, string>> => ({
  'content-type': 'application/json',
  'cache-control': 'no-store',
  'request-id': requestId,
})

const bodyOf = (refused: Problem, requestId: string): string =>
  JSON.stringify(odataError(refused, { requestId, clientRequestId: null }, systemClock()))

/** The response to a request whose URL or Host can't be parsed. */
export const malformedUrl = (): Response => {
  const requestId = randomUUID()
  const refused = problem(400, 'the URL or Host is malformed')
  return new Response(bodyOf(refused, requestId), { status: 400, headers: headersOf(requestId) })
}

const rawResponse = (refused: Problem): string => {
  const requestId = randomUUID()
  const body = bodyOf(refused, requestId)
  const length = Buffer.byteLength(body)
  const headers = { ...headersOf(requestId), 'content-length': length, connection: 'close' }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${refused.status} ${STATUS_CODES[refused.status]}\r\n${lines.join('')}\r\n${body}`
}

const ending = new WeakSet<Socket>()

/** Sends the problem and ends the connection. The client has `linger` milliseconds to read the answer. */
export const refuse = (socket: Socket, refused: Problem, linger: number): void => {
  if (ending.has(socket)) {
    // What still arrives is not read; once the client has ended, too, nothing is left to wait for.
    if (socket.readableEnded) socket.destroy()
    return
  }
  if (!socket.writable) {
    socket.destroy()
    return
  }
  ending.add(socket)
  const timer = setTimeout(() => socket.destroy(), linger)
  socket.once('close', () => clearTimeout(timer)).end(rawResponse(refused))
}
