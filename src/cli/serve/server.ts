// The API in a server, with a log, a health check and a graceful shutdown.
import { randomUUID } from 'node:crypto'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { bearerToken, createSessionsApi, createUploadUris, type SessionsApi } from '../../http/index.js'
import type { NamingConvention } from '../../model/index.js'
import {
  createBlockSweeper,
  createSessionExpirer,
  createSessionService,
  type SessionService,
  type SweptStores,
  simulatedWork,
  startProcessor,
  systemClock,
} from '../../service/index.js'
import type { Failure } from '../failure.js'
import type { Output } from '../io.js'
import { type Backend, openBackend, type StorageOptions } from './backend.js'
import { createHealthCheck } from './health.js'
import { type Listener, type ListenOptions, listen } from './listen/listen.js'
import { loggable, newLog } from './log.js'
import { type SweepTask, startSweeping } from './sweep.js'

/** How a server is started. */
export interface ServerOptions extends StorageOptions, ListenOptions {
  /** Where clients reach the server, if not where it listens. */
  readonly publicUrl?: string
  /** Whether a proxy forwards where clients reach it. */
  readonly trustProxy: boolean
  /** How long a session may wait for its client, in milliseconds; for ever, unless set. */
  readonly expireAfter?: number
  /** The origins whose pages may call the API. */
  readonly corsOrigins: ReadonlyArray<string>
  readonly token: string
  /** Signs the upload URIs. */
  readonly uploadKey: string
  /** Whether the key is a random one, so that no other process accepts the upload URIs. */
  readonly isNewUploadKey: boolean
  /** How long the processing of a session takes, in milliseconds. */
  readonly processingTime: number
  readonly naming?: NamingConvention
}

/** A server that is running. */
export interface RunningServer {
  readonly url: string
  /** Accepts no new requests and resolves once requests and jobs in flight have ended. */
  readonly stop: () => Promise<void>
}

/** Whether the store answers; needs no token, so that a monitor can ask. */
const healthResponse = (isHealthy: boolean): Response =>
  isHealthy
    ? Response.json({ status: 'ok' })
    : Response.json({ status: 'unavailable' }, { status: 503, headers: { 'retry-after': '1' } })

/** What is lost when the process ends, though nobody may expect it. */
const warningsOf = ({ data, databaseUrl, blocks, isNewUploadKey }: ServerOptions): ReadonlyArray<string> => {
  if (data === undefined && databaseUrl === undefined) {
    return ['sessions are in memory and lost with this process; --data or --database-url keeps them']
  }
  return [
    ...(isNewUploadKey ? ['only this process accepts its upload URIs; --upload-key changes that'] : []),
    ...(data === undefined && blocks === undefined
      ? ['the bytes of blocks are in memory and lost with this process; --blocks keeps them']
      : []),
  ]
}

const sweepTasks = (
  service: SessionService,
  stores: SweptStores,
  { expireAfter }: ServerOptions,
): ReadonlyArray<SweepTask> => [
  ...(expireAfter === undefined
    ? []
    : [
        {
          removed: 'sessions',
          run: createSessionExpirer({ service, now: systemClock, lifetime: expireAfter / 1_000 }),
        },
      ]),
  { removed: 'blocks', run: createBlockSweeper(stores) },
]

const serve = (
  { store, blocks, queue, ping, close: closeStore }: Backend,
  output: Output,
  options: ServerOptions,
): TE.TaskEither<Failure, RunningServer> => {
  const { token, uploadKey, processingTime, naming, trustProxy, corsOrigins } = options
  const log = newLog(output)
  const isHealthy = createHealthCheck(ping)
  const startService = ({ url, serve }: Listener): SessionService => {
    const uploadUris = createUploadUris({ key: uploadKey })
    const service = createSessionService({
      store,
      blocks,
      now: systemClock,
      newId: randomUUID,
      newUploadUri: uploadUris.generate,
    })
    const api = createSessionsApi({
      service,
      authorize: bearerToken(token),
      uploadUris,
      publicUrl: options.publicUrl ?? url,
      trustProxy,
      corsOrigins,
      ...(naming === undefined ? {} : { naming }),
      now: systemClock,
      newId: randomUUID,
      onError: (error, { requestId, operation }) =>
        log.error({ requestId, operation, ...loggable(error) }, 'error'),
    })
    const handle: SessionsApi['fetch'] = async (request, bindings) => {
      const begun = performance.now()
      const { pathname: path } = new URL(request.url)
      const response = await (path === '/healthz'
        ? isHealthy().then(healthResponse)
        : api.fetch(request, bindings))
      const { headers, status } = response
      const requestId = headers.get('request-id') ?? headers.get('x-ms-request-id')
      const milliseconds = Math.round((performance.now() - begun) * 100) / 100
      log.info({ requestId, method: request.method, path, status, milliseconds }, 'request')
      return response
    }
    serve(handle)
    return service
  }
  return pipe(
    listen(options),
    TE.bindTo('listener'),
    TE.bind('service', ({ listener }) => TE.right(startService(listener))),
    TE.bind('processor', ({ listener, service }) =>
      pipe(
        startProcessor({
          service,
          store,
          queue,
          work: simulatedWork(processingTime),
          // Work that only waits is begun again at no cost.
          drainTimeout: 0,
          onError: (error, { key, job, attempt }) =>
            log.error({ ...key, job, attempt, ...loggable(error) }, 'processing error'),
        }),
        TE.mapLeft(({ message }): Failure => ({ message })),
        TE.orElse((failure) => async () => {
          await listener.close()
          return E.left(failure)
        }),
      ),
    ),
    TE.map(({ listener: { url, close }, service, processor }) => {
      const stopSweeping = startSweeping(sweepTasks(service, { store, blocks }, options), log)
      for (const warning of warningsOf(options)) log.warn(warning)
      log.info({ url }, 'listening')
      return {
        url,
        stop: async () => {
          await close()
          stopSweeping()
          await processor.stop()
          await closeStore()
          log.info('stopped')
        },
      }
    }),
    TE.orElse((failure) => async () => {
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
