// Listens on the loopback interface, and stops without breaking off what is under way.
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { SessionsApi } from '../../../http/index.js'
import type { Failure } from '../../failure.js'
import { createNodeServer, type NodeServerOptions, type Timeouts } from './nodeServer.js'
import { malformedUrl } from './refusal.js'

/** How long requests in flight may take once the server stops, in milliseconds. */
const shutdownTimeout = 5_000

const defaultTimeouts: Timeouts = { head: 15_000, idle: 20_000, request: 86_400_000, linger: 1_000 }

/** Where and how a server listens. */
export interface ListenOptions extends Omit<NodeServerOptions, 'timeouts'> {
  /** The port on the loopback interface; 0 for any that is free. */
  readonly port: number
  readonly timeouts?: Partial<Timeouts>
}

/** A server that listens. */
export interface Listener {
  readonly url: string
  /** Sets the function that answers requests; before that they wait. */
  readonly serve: (fetch: SessionsApi['fetch']) => void
  /** How many connections there are. */
  readonly connections: () => number
  /** Accepts no new connections, and resolves once the requests in flight have ended. */
  readonly close: () => Promise<void>
}

const host = '127.0.0.1'

const close = (server: Server, destroyConnections: () => void): Promise<void> =>
  new Promise((resolve) => {
    const idle = setInterval(() => server.closeIdleConnections(), 50)
    const last = setTimeout(destroyConnections, shutdownTimeout)
    server.close(() => {
      clearInterval(idle)
      clearTimeout(last)
      resolve()
    })
  })

/** Listens; left: why it can't. */
export const listen =
  ({ port, timeouts, ...options }: ListenOptions): TE.TaskEither<Failure, Listener> =>
  () =>
    new Promise((resolve) => {
      const { server, serve, connections, destroyConnections } = createNodeServer({
        ...options,
        timeouts: { ...defaultTimeouts, ...timeouts },
      })
      server.once('error', ({ message }) =>
        resolve(E.left({ message: `cannot listen on ${host}:${port}: ${message}` })),
      )
      server.listen(port, host, () => {
        // A server that listens on a port has an address with one.
        const { port: actual } = server.address() as AddressInfo
        const scheme = options.certificate === undefined ? 'http' : 'https'
        resolve(
          E.right({
            url: `${scheme}://${host}:${actual}`,
            serve: (fetch) =>
              serve(getRequestListener(fetch, { hostname: host, errorHandler: malformedUrl })),
            connections,
            close: () => close(server, destroyConnections),
          }),
        )
      })
    })
