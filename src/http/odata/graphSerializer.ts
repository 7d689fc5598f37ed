// The response format of Microsoft Graph: JSON, OData's headers, and Graph's error body.
// https://learn.microsoft.com/graph/errors
import type { IO } from 'fp-ts/lib/IO.js'
import type { DateTimeOffset } from '../../codec/index.js'
import type { Serializer } from '../operation.js'
import { problemHeaders } from '../problem.js'
import type { RequestIds } from '../request/requestIds.js'
import { odataError } from './odataError.js'

/** The headers of every response. Sessions contain secrets, so no cache may keep one. */
const headersOf = (
  { requestId, clientRequestId }: RequestIds,
  own: Readonly<Record<string, string>> = {},
): Record<string, string> => {
  const headers: Record<string, string> = {
    'odata-version': '4.0',
    'cache-control': 'no-store',
    'request-id': requestId,
  }
  if (clientRequestId !== null) headers['client-request-id'] = clientRequestId
  return Object.assign(headers, own)
}

const json = { 'content-type': 'application/json' } as const

/** Graph's response format, with the time for its error bodies. */
export const graphSerializer = (now: IO<DateTimeOffset>): Serializer => ({
  result: ({ status, headers, body }, { ids }) =>
    new Response(body ?? null, {
      status,
      headers: headersOf(ids, body === undefined ? headers : { ...json, ...headers }),
    }),
  problem: (problem, { ids }) =>
    new Response(JSON.stringify(odataError(problem, ids, now())), {
      status: problem.status,
      headers: headersOf(ids, { ...json, ...problemHeaders(problem) }),
    }),
})
