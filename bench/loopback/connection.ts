// A client of HTTP/1.1 that costs little, so that it is the server which is measured: one connection, one request at a
// time, responses of a few kilobytes.
import { once } from 'node:events'
import { connect as connectSocket } from 'node:net'

/** A response. */
interface Received {
  readonly status: number
  /** The header of a resource that was created. */
  readonly location: string | null
  readonly text: string
}

/** A request; `content-length` is added. */
export interface Sent {
  readonly method: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Uint8Array
}

/** A connection that is kept alive. */
export interface Connection {
  /** Rejects where the status is not one of success. */
  readonly send: (request: Sent) => Promise<Received>
  readonly close: () => void
}

const headOf = ({ method, path, headers = {}, body }: Sent): string => {
  const length = method === 'GET' || method === 'DELETE' ? {} : { 'content-length': body?.length ?? 0 }
  const lines = Object.entries({ ...headers, ...length }).map(([name, value]) => `${name}: ${value}\r\n`)
  return `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${lines.join('')}\r\n`
}

/** A response that has arrived; null where a part of it is missing. */
const parse = (text: string): Received | null => {
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return null
  const head = text.slice(0, end + 2)
  const body = text.slice(end + 4)
  const status = Number(head.slice(9, 12))
  const location = /\r\nlocation: ([^\r]*)/i.exec(head)?.[1] ?? null
  if (/\r\ntransfer-encoding: chunked\r\n/i.test(head)) {
    return body.endsWith('0\r\n\r\n') ? { status, location, text: body } : null
  }
  const length = Number(/\r\ncontent-length: (\d+)\r\n/i.exec(head)?.[1] ?? 0)
  return body.length < length ? null : { status, location, text: body }
}

/** Connects to a port of this machine. */
const connect = async (port: number): Promise<Connection> => {
  const socket = connectSocket({ host: '127.0.0.1', port, noDelay: true })
  await once(socket, 'connect')
  let text = ''
  let waiting: {
    readonly resolve: (received: Received) => void
    readonly reject: (error: Error) => void
  } | null = null
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1')
    const received = parse(text)
    if (received === null || waiting === null) return
    const { resolve, reject } = waiting
    text = ''
    if (received.status >= 200 && received.status < 300) resolve(received)
    else reject(new Error(`${received.status} ${received.text}`))
  })
  socket.on('error', (error) => waiting?.reject(error))
  socket.on('close', () => waiting?.reject(new Error('the connection was closed')))
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        const { body } = request
        if (body === undefined) {
          socket.write(headOf(request), 'latin1')
          return
        }
        socket.cork()
        socket.write(headOf(request), 'latin1')
        socket.write(body)
        socket.uncork()
      }),
    close: () => socket.destroy(),
  }
}

/** Several connections, each of which does a share of the work. */
export const lanesTo = (port: number, count: number): Promise<ReadonlyArray<Connection>> =>
  Promise.all(Array.from({ length: count }, () => connect(port)))
