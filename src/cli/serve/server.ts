// The API in a Node server on the loopback interface, with a log, a health check and a graceful shutdown.
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
  simulatedWork,
  startProcessor,
  systemClock,
} from '../../service/index.js'
import type { Failure } from '../failure.js'
import type { Output } from '../io.js'
import { type Backend, openBackend, type StorageOptions } from './backend.js'
import { createHealthCheck } from './health.js'
import { loggable, newLog } from './log.js'

/** How a server is started. */
export interface ServerOptions extends StorageOptions {
  /** The port on the loopback interface; 0 for any that is free. */
  readonly port: number
  readonly token: string
  /** Signs the upload URIs. */
  readonly uploadKey: string
  /** Whether the key is a random one, so that no other process accepts the upload URIs. */
  readonly isNewUploadKey: boolean
  /** How long the processing of a session takes, in milliseconds. */
  readonly processingTime: number
  readonly naming: NamingConvention
}

/** A server that is running. */
export interface RunningServer {
  readonly url: string
  /** Accepts no new requests and resolves once requests and jobs in flight have ended. */
  readonly stop: () => Promise<void>
}

const host = '127.0.0.1'

/** How long requests in flight may take once the server stops, in milliseconds. */
const shutdownTimeout = 5_000

const listen =
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

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const idle = setInterval(() => server.closeIdleConnections(), 50)
    const last = setTimeout(() => server.closeAllConnections(), shutdownTimeout)
    server.close(() => {
      clearInterval(idle)
      clearTimeout(last)
      resolve()
    })
  })

/** Answers what is not HTTP with an error body of the API, if the socket is still open. */
const onClientError = (_: Error, socket: Socket): void => {
  if (!socket.writable) return
  const badRequest = problem(400, 'this is not HTTP')
  const body = JSON.stringify(
    odataError(badRequest, { requestId: randomUUID(), clientRequestId: null }, systemClock()),
  )
  socket.end(
    `HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}

/** Whether the store answers; needs no token, so that a monitor can ask. */
const healthResponse = (isHealthy: boolean): Response =>
  isHealthy
    ? Response.json({ status: 'ok' })
    : Response.json({ status: 'unavailable' }, { status: 503, headers: { 'retry-after': '1' } })

/** What is lost when the process ends, though nobody may expect it. */
const warningsOf = ({ data, databaseUrl, isNewUploadKey }: ServerOptions): ReadonlyArray<string> => {
  if (data === undefined && databaseUrl === undefined) {
    return ['sessions are in memory and lost with this process; --data or --database-url keeps them']
  }
  return isNewUploadKey ? ['only this process accepts its upload URIs; --upload-key changes that'] : []
}

const serve = (
  { store, queue, ping, close: closeStore }: Backend,
  output: Output,
  options: ServerOptions,
): TE.TaskEither<Failure, RunningServer> => {
  const { port, token, uploadKey, processingTime, naming } = options
  const server = createServer()
  const log = newLog(output)
  const isHealthy = createHealthCheck(ping)
  const startService = (publicUrl: string): SessionService => {
    const uploadUris = createUploadUris({ publicUrl, key: uploadKey })
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
      onError: (error, { requestId, operation }) =>
        log.error({ requestId, operation, ...loggable(error) }, 'error'),
    })
    const handle = async (request: Request): Promise<Response> => {
      const begun = performance.now()
      const { pathname: path } = new URL(request.url)
      const response = await (path === '/healthz' ? isHealthy().then(healthResponse) : api.fetch(request))
      const { headers, status } = response
      const requestId = headers.get('request-id') ?? headers.get('x-ms-request-id')
      const milliseconds = Math.round((performance.now() - begun) * 100) / 100
      log.info({ requestId, method: request.method, path, status, milliseconds }, 'request')
      return response
    }
    server.on('request', getRequestListener(handle)).on('clientError', onClientError)
    return service
  }
  return pipe(
    listen(server, port),
    TE.bindTo('url'),
    TE.bind('processor', ({ url }) =>
      pipe(
        startProcessor({
          service: startService(url),
          store,
          queue,
          work: simulatedWork(processingTime),
          // Work that only waits is begun again at no cost.
          drainTimeout: 0,
          onError: (error, { key, job, attempt }) =>
            log.error({ ...key, job, attempt, ...loggable(error) }, 'processing error'),
        }),
        TE.mapLeft(({ message }): Failure => ({ message })),
      ),
    ),
    TE.map(({ url, processor }) => {
      for (const warning of warningsOf(options)) log.warn(warning)
      log.info({ url }, 'listening')
      return {
        url,
        stop: async () => {
          await close(server)
          await processor.stop()
          await closeStore()
          log.info('stopped')
        },
      }
    }),
    TE.orElse((failure) => async () => {
      server.close()
      await closeStore()
      return E.left(failure)
    }),
  )
}

/** Starts a server that logs to a stream; left: why it can't be started. */
export const startServer = (options: ServerOptions, output: Output): TE.TaskEither<Failure, RunningServer> =>
  pipe(
    openBackend(options),
    TE.flatMap((backend) => serve(backend, output, options)),
  )
