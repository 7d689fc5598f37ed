// Responds 304 to a client that has the current representation already (RFC 9110, 13.1.2).
import * as E from 'fp-ts/lib/Either.js'
import type { Next } from 'hono'
import { matches, parseEntityTag, parseIfMatch } from '../odata/entityTag.js'
import { type ApiContext, type ApiMiddleware, refuse } from './apiEnv.js'

const respondConditionally = async (
  header: string,
  context: ApiContext,
  next: Next,
): Promise<Response | undefined> => {
  const named = parseIfMatch('If-None-Match', header)
  if (E.isLeft(named)) return refuse(context, named.left)
  await next()
  const revision = parseEntityTag(context.res.headers.get('etag'))
  if (context.res.status === 200 && revision !== null && matches(named.right, revision)) {
    const unchanged = new Headers(context.res.headers)
    unchanged.delete('content-type')
    context.res = new Response(null, { status: 304, headers: unchanged })
  }
  return undefined
}

/** The header matters only to GET and HEAD here; `sessionRefOf` refuses it for all other methods. */
export const etag: ApiMiddleware = (context, next) => {
  const { method, headers } = context.req.raw
  const header = headers.get('if-none-match')
  return header === null || (method !== 'GET' && method !== 'HEAD')
    ? next()
    : respondConditionally(header, context, next)
}
