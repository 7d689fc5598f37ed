// The documented API as a function from Request to Response, for every server that has fetch's types.
import type { IO } from 'fp-ts/lib/IO.js'
import { Hono } from 'hono'
import { METHOD_NAME_ALL } from 'hono/router'
import { getPath } from 'hono/utils/url'
import type { DateTimeOffset } from '../codec/index.js'
import type { NamingConvention } from '../model/index.js'
import type { Principal, SessionService } from '../service/index.js'
import type { Authorize } from './authorize.js'
import { type Deps, defaultLimits, type Limits } from './deps.js'
import { type ApiEnv, type ApiMiddleware, refuse, type ServerBindings } from './middleware/apiEnv.js'
import { bearerAuth } from './middleware/bearerAuth.js'
import { bodyLimit } from './middleware/bodyLimit.js'
import { checkRateLimit } from './middleware/checkRateLimit.js'
import { cors } from './middleware/cors.js'
import { errorHandler } from './middleware/errorHandler.js'
import { etag } from './middleware/etag.js'
import { handle } from './middleware/handle.js'
import { type ErrorContext, observe, type ResponseEvent } from './middleware/observe.js'
import { requestId } from './middleware/requestId.js'
import { responseFormat } from './middleware/responseFormat.js'
import { supportedHeaders } from './middleware/supportedHeaders.js'
import { uploadSignature } from './middleware/uploadSignature.js'
import { urlLimit } from './middleware/urlLimit.js'
import { graphSerializer } from './odata/graphSerializer.js'
import { odataVersion } from './odata/odataVersion.js'
import type { OperationName, Route } from './operation.js'
import { otherMethods } from './operations/otherMethods.js'
import { problem } from './problem.js'
import type { RateLimiter } from './rateLimit.js'
import { canonicalPath } from './routing/canonicalPath.js'
import { paths, prefixes, routerPathOf, uploadParts, uploadPath } from './routing/path.js'
import { publicUrlOf } from './routing/publicUrl.js'
import { routesOf } from './routing/routes.js'
import { unsupportedPart, uploadRoutesOf } from './routing/uploadRoutes.js'
import { blobSerializer } from './upload/blobSerializer.js'
import type { UploadUris } from './upload/uploadUri.js'
import type { CanRead } from './visible.js'

/** The dependencies and options of the API. */
export interface SessionsApiOptions<P extends Principal = Principal> {
  readonly service: SessionService
  /** Who may call the API. There is no default. */
  readonly authorize: Authorize<P>
  /** What a caller sees in lists and counts; everything, unless set. */
  readonly canRead?: CanRead<P>
  /** Where clients reach the API; `https://sessions.example/edm`, for example. */
  readonly publicUrl: string
  /**
   * Whether a proxy, which no client can go around, names in `X-Forwarded-Proto`, `X-Forwarded-Host` and
   * `X-Forwarded-Prefix` (or `Forwarded`) where clients reach it: each replaces its part of `publicUrl`.
   * @defaultValue false
   */
  readonly trustProxy?: boolean
  /**
   * The origins whose pages may call the API and upload blocks, `https://app.example`; `*` for all.
   * @defaultValue none
   */
  readonly corsOrigins?: ReadonlyArray<string>
  /** The upload URIs that the service uses. */
  readonly uploadUris: UploadUris
  /**
   * How responses spell `datastoreId`. Requests may use either name.
   * @defaultValue that of the path: `dataStoreId` under `/beta`, or else `datastoreId`
   */
  readonly naming?: NamingConvention
  /** Limits the rate of requests; no limit, unless set. */
  readonly rateLimit?: RateLimiter
  readonly limits?: Partial<Limits>
  /** The time, for error bodies. */
  readonly now: IO<DateTimeOffset>
  /** A new id for each request. */
  readonly newId: IO<string>
  /**
   * Called with the error behind every 5xx, for a log: a `ServiceError` with the cause of its store, what was thrown, or
   * else the problem.
   */
  readonly onError?: (error: unknown, context: ErrorContext) => void
  /** Called after every request, for metrics. */
  readonly onResponse?: (event: ResponseEvent) => void
}

/** The API. */
export interface SessionsApi {
  /**
   * The response to a request; never rejects. `bindings` is what `@hono/node-server` passes: with it, large bodies are
   * read from Node's request itself. Leave it out where the request has another body than Node's.
   */
  readonly fetch: (request: Request, bindings?: ServerBindings) => Promise<Response>
}

const notFound = problem(404, 'this path does not exist')

/** The methods whose requests have a body. */
const hasBody = (method: string): boolean => method === 'POST' || method === 'PATCH' || method === 'PUT'

/** The size of a block list in bytes: 50,000 ids of the largest length. */
const blockListBytes = 8_388_608

/** An app, and the names of its handlers. */
interface Routing {
  readonly app: Hono<ApiEnv>
  readonly names: Map<unknown, OperationName>
}

/** Adds the handlers of one path. HEAD needs none: hono runs GET for it and drops the body. */
const addRoute = (
  { app, names }: Routing,
  [path, route]: readonly [string, Route],
  prefix: string,
  duration: number,
  admit: (operation: OperationName | null) => ReadonlyArray<ApiMiddleware>,
  readBody: ReadonlyArray<ApiMiddleware>,
): void => {
  const pattern = routerPathOf(prefix + path)
  for (const [method, [name, operation]] of Object.entries(route)) {
    const handler = handle(operation, prefix, duration)
    names.set(handler, name)
    app.on(method, [pattern], ...admit(name), ...(hasBody(method) ? readBody : []), handler)
  }
  app.on(METHOD_NAME_ALL, [pattern], ...admit(null), handle(otherMethods(route), prefix, duration))
}

/**
 * The API of a service: every documented operation, under `/`, `/beta` and `/v1.0`, and the upload endpoint of the
 * sessions' upload URIs.
 *
 * @example
 * import { bearerToken, createSessionsApi, createUploadUris } from 'exact-match-session/http'
 * import { createMemoryStore, createSessionService, systemClock } from 'exact-match-session/service'
 *
 * const uploadUris = createUploadUris({ key: 'at least 128 random bits' })
 * const shared = { now: systemClock, newId: () => crypto.randomUUID() }
 * const newUploadUri = uploadUris.generate
 * const service = createSessionService({ ...shared, store: createMemoryStore(), newUploadUri })
 * const authorize = bearerToken('a-long-random-token')
 * const api = createSessionsApi({ ...shared, publicUrl: 'https://sessions.example', service, uploadUris, authorize })
 * const response = await api.fetch(new Request('https://sessions.example/'))
 * response.status // 401
 */
export const createSessionsApi = <P extends Principal = Principal>(
  options: SessionsApiOptions<P>,
): SessionsApi => {
  const { service, uploadUris, now, newId, naming } = options
  const limits = { ...defaultLimits, ...options.limits }
  const deps: Deps = {
    service,
    naming,
    limits,
    now,
    uploadUris,
    publicUrlOf: publicUrlOf(options.publicUrl, options.trustProxy ?? false),
  }
  const app = new Hono<ApiEnv>({
    getPath: (request) => routerPathOf(canonicalPath(getPath(request)), request),
  })
  const names = new Map<unknown, OperationName>()
  app.onError(errorHandler)
  app.notFound((context) => refuse(context, notFound))

  if ((options.onError ?? options.onResponse) !== undefined) app.use(observe(now, names, options))
  app.use(requestId(newId, graphSerializer(now)))
  if (options.corsOrigins !== undefined) app.use(cors(options.corsOrigins))
  for (const part of uploadParts) app.use(uploadPath(part), responseFormat(blobSerializer))
  app.use(urlLimit(limits.urlLength))
  if (options.rateLimit !== undefined) app.use(checkRateLimit(options.rateLimit))
  // Nobody is authorized for an upload: its credential is the signature of its URI.
  const admitted = [uploadSignature(uploadUris), supportedHeaders]
  const admitUpload = (operation: OperationName | null) => (operation === null ? [] : admitted)
  for (const [part, route] of uploadRoutesOf(deps)) {
    const readXml = part === 'blocklist' ? [bodyLimit(blockListBytes)] : []
    addRoute({ app, names }, [uploadPath(part), route], '', limits.duration, admitUpload, readXml)
  }
  app.on(METHOD_NAME_ALL, [uploadPath('other')], ...admitted, handle(unsupportedPart, '', limits.duration))

  const admit = (operation: OperationName | null) => [
    bearerAuth(options, operation, limits.duration),
    odataVersion,
  ]
  const readJson = [bodyLimit(limits.bodyBytes)]
  for (const prefix of prefixes) {
    for (const route of routesOf(deps)) {
      const conditional = route[0] === paths.session ? [etag] : []
      const admitRoute = (operation: OperationName | null) => [...admit(operation), ...conditional]
      addRoute({ app, names }, route, prefix, limits.duration, admitRoute, readJson)
    }
  }
  app.use(...admit(null))
  return { fetch: async (request, bindings) => app.fetch(request, bindings) }
}
