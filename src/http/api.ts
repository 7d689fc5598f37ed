// The documented API as one function from Request to Response, for any server that has fetch's.

import * as E from 'fp-ts/lib/Either.js'
import type { IO } from 'fp-ts/lib/IO.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { type Context, Hono } from 'hono'
import type { DateTimeOffset } from '../codec/index.js'
import type { NamingConvention } from '../model/index.js'
import type { SessionService } from '../service/index.js'
import type { Authorize } from './authorize.js'
import { catalogOperations } from './catalog.js'
import { type Dialect, idsOf, type Operation } from './exchange.js'
import { graphDialect, inVersion } from './odata/graphDialect.js'
import type { RequestIds } from './odata/odataError.js'
import { type Limits, type Parts, usualLimits } from './parts.js'
import { paths, prefixes } from './path.js'
import { type Problem, problem } from './problem.js'
import { sessionOperations } from './sessions.js'
import type { RateLimiter } from './throttle.js'
import { blobDialect } from './upload/blobDialect.js'
import { putBlock } from './upload/putBlock.js'
import type { UploadUris } from './upload/uploadUri.js'

/** What the API is made of. */
export interface SessionsApiOptions {
  readonly service: SessionService
  /** Who may call it. There is no default: nothing is open unless you open it. */
  readonly authorize: Authorize
  /** Those that the service mints its upload URIs with. */
  readonly uploadUris: UploadUris
  /** How `datastoreId` is written; `v1.0` unless set. Both names are read. */
  readonly naming?: NamingConvention
  /** Whether a request has to wait; none has, unless told. */
  readonly throttle?: RateLimiter
  readonly limits?: Partial<Limits>
  /** The time, for error bodies. */
  readonly now: IO<DateTimeOffset>
  /** A new id for each request. */
  readonly newId: IO<string>
  /** Told of what nobody expected, behind every 500: for a log. */
  readonly report?: (fault: unknown, ids: RequestIds) => void
}

/** The API. */
export interface SessionsApi {
  /** The answer to a request; never rejects. */
  readonly fetch: (request: Request) => Promise<Response>
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'PUT'
type Route = Partial<Readonly<Record<Method, Operation>>>

/** Every documented path with its operations. */
const routesOf = (parts: Parts): ReadonlyArray<readonly [string, Route]> => {
  const sessions = sessionOperations(parts)
  const { dataStores, uploadAgents, uploadAgentOfSession } = catalogOperations(parts)
  return [
    [`${paths.sessions}/$count`, { GET: sessions.count }],
    [paths.sessions, { GET: sessions.list, POST: sessions.create }],
    [`${paths.session}/commit`, { POST: sessions.commit }],
    [`${paths.session}/cancel`, { POST: sessions.cancel }],
    [`${paths.session}/renew`, { POST: sessions.renew }],
    [`${paths.session}/uploadAgent`, { GET: uploadAgentOfSession }],
    [paths.session, { GET: sessions.get, PATCH: sessions.update, DELETE: sessions.remove }],
    [`${paths.dataStores}/$count`, { GET: dataStores.count }],
    [paths.dataStores, { GET: dataStores.list, POST: dataStores.create }],
    [paths.dataStore, { GET: dataStores.get }],
    [`${paths.uploadAgents}/$count`, { GET: uploadAgents.count }],
    [paths.uploadAgents, { GET: uploadAgents.list, POST: uploadAgents.create }],
    [paths.uploadAgent, { GET: uploadAgents.get }],
  ]
}

const notAllowed =
  (route: Route): Operation =>
  ({ request }) => {
    const allow = [...Object.keys(route), ...('GET' in route ? ['HEAD'] : [])].join(', ')
    return TE.left(
      problem(405, `${request.method} is not for this path; it takes ${allow}`, { headers: { allow } }),
    )
  }

/** All methods of one path. To be asked for the head is to be asked for the whole, of which hono sends the head. */
const routed = (route: Route): Operation => {
  const operations = new Map(Object.entries(route))
  const refused = notAllowed(route)
  return (call) => {
    const { method } = call.request
    return (operations.get(method === 'HEAD' ? 'GET' : method) ?? refused)(call)
  }
}

const nowhere: Operation = () => TE.left(problem(404, 'there is nothing at this path'))

/**
 * The API over a service: every documented operation, under `/`, `/beta` and `/v1.0`, and the upload endpoint that
 * the sessions' upload URIs lead to.
 *
 * @example
 * import type { DateTimeOffset } from 'exact-match-session/codec'
 * import { bearerToken, createSessionsApi, createUploadUris } from 'exact-match-session/http'
 * import { createMemoryStore, createSessionService } from 'exact-match-session/service'
 *
 * const apiAt = (now: () => DateTimeOffset) => {
 *   const uploadUris = createUploadUris({ publicUrl: 'https://sessions.example', key: '128 random bits or more' })
 *   const parts = { now, newId: () => crypto.randomUUID() }
 *   const store = createMemoryStore()
 *   const service = createSessionService({ ...parts, store, newUploadUri: uploadUris.generate })
 *   return createSessionsApi({ ...parts, service, uploadUris, authorize: bearerToken('a long random token') })
 * }
 */
export const createSessionsApi = (options: SessionsApiOptions): SessionsApi => {
  const { service, authorize, uploadUris, now, newId } = options
  const { naming = 'v1.0', throttle = () => null, report = () => undefined } = options
  const parts: Parts = {
    service,
    naming,
    limits: { ...usualLimits, ...options.limits },
    publicUrl: uploadUris.publicUrl,
  }

  const inTime = (request: Request): Problem | null => {
    const retryAfter = throttle(request)
    return retryAfter === null
      ? null
      : problem(429, `too many requests; try again in ${retryAfter} s`, { retryAfter })
  }

  const asked =
    (operation: Operation, prefix: string, dialect: Dialect) =>
    async ({ req }: Context): Promise<Response> => {
      const request = req.raw
      const ids = idsOf(request, newId)
      const call = { request, ids, prefix, parameter: (name: string) => req.param(name) ?? '' }
      try {
        const outcome = await operation(call)()
        return E.isLeft(outcome)
          ? dialect.problem(outcome.left, call, now())
          : dialect.answer(outcome.right, call)
      } catch (fault) {
        report(fault, ids)
        return dialect.problem(problem(500, 'something went wrong that nobody expected'), call, now())
      }
    }

  const timely =
    (operation: Operation): Operation =>
    (call) => {
      const refusal = inTime(call.request)
      return refusal === null ? operation(call) : TE.left(refusal)
    }

  /** Nothing is looked at before it is clear that the caller may ask at all. */
  const guarded = (operation: Operation): Operation =>
    timely((call) => async () => {
      const allowed = await authorize(call.request)()
      if (E.isLeft(allowed)) return allowed
      const spoken = inVersion(call.request)
      return E.isLeft(spoken) ? spoken : operation(call)()
    })

  const app = new Hono()
  for (const prefix of prefixes) {
    for (const [path, route] of routesOf(parts)) {
      app.all(prefix + path, asked(guarded(routed(route)), prefix, graphDialect))
    }
  }
  app.all(paths.upload, asked(routed({ PUT: timely(putBlock(parts, uploadUris)) }), '', blobDialect))
  app.notFound(asked(guarded(nowhere), '', graphDialect))
  return { fetch: async (request) => app.fetch(request) }
}
