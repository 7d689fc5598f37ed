// The response format of Azure's blob storage: its headers, and errors as XML, with the code in a header too.
// https://learn.microsoft.com/rest/api/storageservices/status-and-error-codes2
import type { IdentifiedRequest, Serializer } from '../operation.js'
import { type ProblemStatus, problemHeaders } from '../problem.js'
import { clientRequestIdOf } from '../request/requestIds.js'

/** Azure's codes for problems that have none of their own. */
const blobCodes: Readonly<Record<ProblemStatus, string>> = {
  400: 'InvalidInput',
  401: 'NoAuthenticationInformation',
  403: 'AuthenticationFailed',
  404: 'ResourceNotFound',
  405: 'UnsupportedHttpVerb',
  406: 'InvalidHeaderValue',
  408: 'OperationTimedOut',
  409: 'OperationConflict',
  412: 'ConditionNotMet',
  413: 'RequestBodyTooLarge',
  414: 'OutOfRangeQueryParameterValue',
  415: 'InvalidHeaderValue',
  429: 'ServerBusy',
  431: 'InvalidHeaderValue',
  500: 'InternalError',
  501: 'UnsupportedHttpVerb',
  503: 'ServerBusy',
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** XML 1.0, 2.2 allows no control characters but tab, line feed and carriage return. */
const escapeXml = (text: string): string =>
  text
    .replace(/[&<>]/g, (character) => entities[character] ?? '')
    .replace(/[^\t\n\r\u0020-\ufffd]/g, '\ufffd')

/** The protocol version for a request that has none. */
const defaultVersion = '2019-02-02'

/** Repeats the version of the protocol and the client's id of the request. */
const commonHeaders = ({ request, ids }: IdentifiedRequest): Record<string, string> => {
  const version = request.headers.get('x-ms-version') ?? ''
  const clientRequestId = clientRequestIdOf(request.headers.get('x-ms-client-request-id'))
  return {
    'x-ms-request-id': ids.requestId,
    'x-ms-version': /^\d{4}-\d\d-\d\d$/.test(version) ? version : defaultVersion,
    ...(clientRequestId === null ? {} : { 'x-ms-client-request-id': clientRequestId }),
    'cache-control': 'no-store',
  }
}

/** Azure's response format. */
export const blobSerializer: Serializer = {
  result: ({ status, headers, body }, request) =>
    new Response(body ?? null, { status, headers: { ...commonHeaders(request), ...headers } }),
  problem: (problem, request) => {
    const code = problem.blobCode ?? blobCodes[problem.status]
    // Azure throttles with 503, which its clients try again; they give up at 429.
    const status = problem.status === 429 ? 503 : problem.status
    const message = `${escapeXml(problem.message)}\nRequestId:${request.ids.requestId}`
    return new Response(
      `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`,
      {
        status,
        headers: {
          ...commonHeaders(request),
          'content-type': 'application/xml',
          'x-ms-error-code': code,
          ...problemHeaders(problem),
        },
      },
    )
  },
}
