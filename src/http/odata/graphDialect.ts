// The dialect of Microsoft Graph: JSON, OData's headers, Graph's error body. facts: "Protocol (OData and Graph)".
import * as E from 'fp-ts/lib/Either.js'
import type { Dialect } from '../exchange.js'
import { type Problem, problem, problemHeaders } from '../problem.js'
import { odataError, type RequestIds } from './odataError.js'

/** The headers of every answer, with its own. Sessions hold secrets: nobody on the way keeps an answer. */
const headersOf = (
  { requestId, clientRequestId }: RequestIds,
  own: Readonly<Record<string, string>> = {},
): Record<string, string> => ({
  'odata-version': '4.0',
  'cache-control': 'no-store',
  'request-id': requestId,
  ...(clientRequestId === null ? {} : { 'client-request-id': clientRequestId }),
  ...own,
})

const json = { 'content-type': 'application/json' } as const

/** How Graph's clients are answered. */
export const graphDialect: Dialect = {
  answer: ({ status, headers, body }, { ids }) =>
    new Response(body ?? null, {
      status,
      headers: headersOf(ids, body === undefined ? headers : { ...json, ...headers }),
    }),
  problem: (problem, { ids }, at) =>
    new Response(JSON.stringify(odataError(problem, ids, at)), {
      status: problem.status,
      headers: headersOf(ids, { ...json, ...problemHeaders(problem) }),
    }),
}

/** OData's versions that are spoken: a client that asks for an older one, or for none of these, is told so. */
const spoken = (header: string | null, least: RegExp): boolean => header === null || least.test(header.trim())

/** Refuses a request in a version of OData that isn't spoken here. */
export const inVersion = ({ headers }: Request): E.Either<Problem, void> =>
  spoken(headers.get('odata-version'), /^4\.01?$/) &&
  spoken(headers.get('odata-maxversion'), /^(?:[4-9]|\d\d+)\.\d+$/)
    ? E.right(undefined)
    : E.left(problem(400, 'OData 4.0 is spoken here'))
