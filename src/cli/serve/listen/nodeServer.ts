// A Node server whose connections end: clients that send nothing, or half of something, hold none for long.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Socket } from 'node:net'
import { type Problem, problem } from '../../../http/index.js'
import type { Certificate } from './certificate.js'
import { type ClientError, hostProblem, problemOf, refuse } from './refusal.js'

/** How long a client may take, in milliseconds. */
export interface Timeouts {
  /** For the head of a request, and for the handshake of TLS. */
  readonly head: number
  /** Between two parts of a body, or of a response: what makes progress is not cut. */
  readonly idle: number
  /** For a whole request, though it makes progress; in a day 4,000 MiB arrive at 49 kB a second. */
  readonly request: number
  /** To read the answer to a request that is refused. */
  readonly linger: number
}

/** How connections are treated. */
export interface NodeServerOptions {
  /** The most connections at once; further ones are closed. */
  readonly maxConnections: number
  /** For TLS. */
  readonly certificate?: Certificate
  readonly timeouts: Timeouts
}

/** A request that a connection is at, and its response. */
interface Exchange {
  readonly incoming: IncomingMessage
  readonly outgoing: ServerResponse
}

type Handler = (incoming: IncomingMessage, outgoing: ServerResponse) => void

/** A server, and how it is told to answer requests. */
export interface NodeServer {
  readonly server: Server
  readonly serve: (handler: Handler) => void
  /** How many connections there are. */
  readonly connections: () => number
  /** Ends every connection. */
  readonly destroyConnections: () => void
}

/** RFC 9110, 9.3.7: with `*` OPTIONS applies to the server in general. */
const allow = 'GET, HEAD, POST, PATCH, PUT, DELETE, OPTIONS'

const late = problem(408, 'the request did not arrive in time')

const newServer = ({ certificate, timeouts, maxConnections }: NodeServerOptions): Server => {
  const options = {
    headersTimeout: timeouts.head,
    requestTimeout: timeouts.request,
    connectionsCheckingInterval: Math.ceil(timeouts.head / 3),
    // HTTP/1.0 has no Host; hostProblem looks after 1.1.
    requireHostHeader: false,
  }
  const server =
    certificate === undefined
      ? createServer(options)
      : createTlsServer({ ...options, ...certificate, handshakeTimeout: timeouts.head })
  server.maxConnections = maxConnections
  return server
}

/** A server that does not listen yet. */
export const createNodeServer = (options: NodeServerOptions): NodeServer => {
  const { idle, linger } = options.timeouts
  const server = newServer(options)
  const sockets = new Set<Socket>()
  const exchanges = new WeakMap<Socket, Exchange>()

  /** Half a response can't be followed by another. */
  const refuseOn = (socket: Socket, refused: Problem): void => {
    const outgoing = exchanges.get(socket)?.outgoing
    if (outgoing?.headersSent === true && !outgoing.writableFinished) socket.destroy()
    else refuse(socket, refused, linger)
  }

  /** Called where nothing has moved on a connection, in either direction. */
  const onTimeout = (socket: Socket): void => {
    const exchange = exchanges.get(socket)
    if (exchange === undefined) refuseOn(socket, late)
    else if (exchange.outgoing.headersSent) socket.destroy()
    else if (!exchange.incoming.complete && exchange.incoming.readableLength === 0) refuseOn(socket, late)
    // Else it is the service that takes its time, and that has a limit of its own.
  }

  server
    .on('connection', (socket: Socket) => {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
    })
    .on('clientError', (error: ClientError, socket: Socket) => refuseOn(socket, problemOf(error)))
    .setTimeout(idle, onTimeout)

  return {
    server,
    serve: (handler) =>
      server.on('request', (incoming, outgoing) => {
        exchanges.set(incoming.socket, { incoming, outgoing })
        const refused = hostProblem(incoming)
        if (refused !== null) refuseOn(incoming.socket, refused)
        else if (incoming.url === '*' && incoming.method === 'OPTIONS')
          outgoing.writeHead(204, { allow }).end()
        else handler(incoming, outgoing)
      }),
    connections: () => sockets.size,
    destroyConnections: () => {
      for (const socket of sockets) socket.destroy()
    },
  }
}
