// A client of HTTP/1.1 that costs little, so that it is the server which is measured: one connection, one request at a
// time, responses of a few kilobytes.
import { once } from 'node:events'
import { connect as connectSocket, type Socket } from 'node:net'

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

/** A connection to a port of this machine; made anew where the server has closed it, after a while without requests. */
const connect = (port: number): Connection => {
  let socket: Socket | null = null
  let text = ''
  let waiting: { readonly resolve: (received: Received) => void; readonly reject: (error: Error) => void }
  const onData = (chunk: Buffer): void => {
    text += chunk.toString('latin1')
    const received = parse(text)
    if (received === null) return
    text = ''
    if (received.status >= 200 && received.status < 300) waiting.resolve(received)
    else waiting.reject(new Error(`${received.status} ${received.text}`))
  }
  const open = async (): Promise<Socket> => {
    const opened = connectSocket({ host: '127.0.0.1', port, noDelay: true })
    await once(opened, 'connect')
    opened.on('data', onData)
    opened.on('error', (error) => waiting.reject(error))
    // Settled already, where a response has come.
    opened.on('close', () => waiting.reject(new Error('the connection was closed')))
    return opened
  }
  return {
    send: async (request) => {
      const used = socket === null || !socket.writable ? await open() : socket
      socket = used
      return new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        used.cork()
        used.write(headOf(request), 'latin1')
        if (request.body !== undefined) used.write(request.body)
        used.uncork()
      })
    },
    close: () => void socket?.destroy(),
  }
}

/** Several connections, each of which does a share of the work. */
export const lanesTo = (port: number, count: number): ReadonlyArray<Connection> =>
  Array.from({ length: count }, () => connect(port))
