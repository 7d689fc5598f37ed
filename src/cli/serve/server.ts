// The API in a server of Node's, on this machine alone, with a log, a health check and an orderly end.
import { randomUUID } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { bearerToken, createSessionsApi, createUploadUris, odataError, problem } from '../../http/index.js'
import type { NamingConvention } from '../../model/index.js'
import {
  createSessionService,
  type SessionService,
  startProcessor,
  systemClock,
} from '../../service/index.js'
import type { Failure } from '../failure.js'
import { type Backend, openBackend, type Place } from './backend.js'
import { loggable, newLog } from './log.js'

/** How a server is started. */
export interface ServerOptions extends Place {
  /** The port on the loopback interface; 0 for any that is free. */
  readonly port: number
  readonly token: string
  /** How long the processing of a session takes, in milliseconds. */
  readonly processingTime: number
  readonly naming: NamingConvention
}

/** A server at work. */
export interface RunningServer {
  readonly url: string
  /** Lets the requests and jobs under way end, and no new ones begin. */
  readonly stop: () => Promise<void>
}

const host = '127.0.0.1'

/** How long requests under way may take to end, in milliseconds. */
const patience = 10_000

const listening =
  (server: Server, port: number): TE.TaskEither<Failure, string> =>
  () =>
    new Promise((resolve) => {
      server.once('error', ({ message }) =>
        resolve(E.left({ message: `cannot listen on ${host}:${port}: ${message}` })),
      )
      server.listen(port, host, () => {
        // A server that listens on a port has an address with one.
        const { port: actual } = server.address() as AddressInfo
        resolve(E.right(`http://${host}:${actual}`))
      })
    })

const closed = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const idle = setInterval(() => server.closeIdleConnections(), 50)
    const last = setTimeout(() => server.closeAllConnections(), patience)
    server.close(() => {
      clearInterval(idle)
      clearTimeout(last)
      resolve()
    })
  })

/** What is no HTTP at all gets the API's error body too, as far as there is anybody to read it. */
const refuse = (_: Error, socket: Socket): void => {
  if (!socket.writable) return
  const refused = problem(400, 'this is not HTTP')
  const body = JSON.stringify(
    odataError(refused, { requestId: randomUUID(), clientRequestId: null }, systemClock()),
  )
  socket.end(
    `HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}

/** Whether the store answers: for whoever watches over the server, without a token. */
const health = async ({ dataStores }: SessionService): Promise<Response> =>
  E.isRight(await dataStores.count()())
    ? Response.json({ status: 'ok' })
    : Response.json({ status: 'unavailable' }, { status: 503, headers: { 'retry-after': '1' } })

const serving = (
  { store, queue, close }: Backend,
  { port, token, processingTime, naming }: ServerOptions,
): TE.TaskEither<Failure, RunningServer> => {
  const server = createServer()
  const log = newLog()
  const started = (publicUrl: string): SessionService => {
    const uploadUris = createUploadUris({ publicUrl, key: `upload URIs, ${token}` })
    const service = createSessionService({
      store,
      now: systemClock,
      newId: randomUUID,
      newUploadUri: uploadUris.generate,
    })
    const api = createSessionsApi({
      service,
      authorize: bearerToken(token),
      uploadUris,
      naming,
      now: systemClock,
      newId: randomUUID,
      onError: (error, { requestId }) => log.error({ requestId, ...loggable(error) }, 'error'),
    })
    const answer = async (request: Request): Promise<Response> => {
      const begun = performance.now()
      const { pathname: path } = new URL(request.url)
      const response = await (path === '/healthz' ? health(service) : api.fetch(request))
      const { headers, status } = response
      const requestId = headers.get('request-id') ?? headers.get('x-ms-request-id')
      const milliseconds = Math.round((performance.now() - begun) * 100) / 100
      log.info({ requestId, method: request.method, path, status, milliseconds }, 'request')
      return response
    }
    server.on('request', getRequestListener(answer)).on('clientError', refuse)
    return service
  }
  return pipe(
    listening(server, port),
    TE.bindTo('url'),
    TE.bind('processor', ({ url }) =>
      pipe(
        startProcessor({ service: started(url), store, queue, processingTime }),
        TE.mapLeft(({ message }): Failure => ({ message })),
      ),
    ),
    TE.map(({ url, processor }) => {
      log.info({ url }, 'listening')
      return {
        url,
        stop: async () => {
          await closed(server)
          await processor.stop()
          await close()
          log.info('stopped')
        },
      }
    }),
    TE.orElse((failure) => async () => {
      server.close()
      await close()
      return E.left(failure)
    }),
  )
}

/** Starts a server; left: why it can't be. */
export const startServer = (options: ServerOptions): TE.TaskEither<Failure, RunningServer> =>
  pipe(
    openBackend(options),
    TE.flatMap((backend) => serving(backend, options)),
  )
