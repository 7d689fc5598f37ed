// Lets pages of other origins call the API and upload blocks. hono's middleware answers every OPTIONS; here only a
// preflight is answered, which by definition carries no token.
import { cors as honoCors } from 'hono/cors'
import type { ApiMiddleware } from './apiEnv.js'

/** What a page may read of a response, beside its body and type. */
const exposed = [
  'ETag',
  'Location',
  'Retry-After',
  'Allow',
  'Content-MD5',
  'OData-Version',
  'OData-EntityId',
  'Preference-Applied',
  'Repeatability-Result',
  'WWW-Authenticate',
  'request-id',
  'client-request-id',
  'x-ms-blob-type',
  'x-ms-client-request-id',
  'x-ms-content-crc64',
  'x-ms-error-code',
  'x-ms-request-id',
  'x-ms-request-server-encrypted',
  'x-ms-structured-body',
  'x-ms-version',
]

/** How long a browser may keep the answer to a preflight, in seconds; no browser keeps it longer than a day. */
const maxAge = 7_200

/** CORS for some origins; `*` is any. Credentials of the browser, cookies, are never allowed: the API knows none. */
export const cors = (origins: ReadonlyArray<string>): ApiMiddleware => {
  const answer = honoCors({
    origin: origins.includes('*') ? '*' : [...origins],
    allowMethods: ['GET', 'HEAD', 'POST', 'PATCH', 'PUT', 'DELETE'],
    exposeHeaders: exposed,
    maxAge,
  })
  return (context, next) => {
    const { method, headers } = context.req.raw
    if (!headers.has('origin')) return next()
    // Fetch, 4.8: a preflight has Access-Control-Request-Method.
    if (method === 'OPTIONS' && !headers.has('access-control-request-method')) return next()
    return answer(context, next)
  }
}
