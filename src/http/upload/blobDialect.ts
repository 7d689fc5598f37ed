// The dialect of Azure's blob storage: its headers, and refusals as XML with the code again in a header, where its
// clients look for it.
import type { Call, Dialect } from '../exchange.js'
import { clientRequestIdOf } from '../odata/odataError.js'
import { type ProblemStatus, problemHeaders } from '../problem.js'

/** The code for each status where nothing more exact is known, as Azure names them. */
const blobCodes: Readonly<Record<ProblemStatus, string>> = {
  400: 'InvalidInput',
  401: 'NoAuthenticationInformation',
  403: 'AuthenticationFailed',
  404: 'ResourceNotFound',
  405: 'UnsupportedHttpVerb',
  409: 'OperationConflict',
  412: 'ConditionNotMet',
  413: 'RequestBodyTooLarge',
  415: 'InvalidHeaderValue',
  429: 'ServerBusy',
  500: 'InternalError',
  503: 'ServerBusy',
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** XML has no way to write most control characters. */
const escaped = (text: string): string =>
  text
    .replace(/[&<>]/g, (character) => entities[character] ?? '')
    .replace(/[^\t\n\r\u0020-\ufffd]/g, '\ufffd')

/** The version of Azure's protocol that is spoken where a client names none. */
const version = '2019-02-02'

/** A client is told its own version of the protocol and its own name for the request. */
const commonHeaders = ({ request, ids }: Call): Record<string, string> => {
  const asked = request.headers.get('x-ms-version') ?? ''
  const client = clientRequestIdOf(request.headers.get('x-ms-client-request-id'))
  return {
    'x-ms-request-id': ids.requestId,
    'x-ms-version': /^\d{4}-\d\d-\d\d$/.test(asked) ? asked : version,
    ...(client === null ? {} : { 'x-ms-client-request-id': client }),
    'cache-control': 'no-store',
  }
}

/** How blob clients are answered. */
export const blobDialect: Dialect = {
  answer: ({ status, headers, body }, call) =>
    new Response(body ?? null, { status, headers: { ...commonHeaders(call), ...headers } }),
  problem: (problem, call) => {
    const code = problem.blobCode ?? blobCodes[problem.status]
    const message = `${escaped(problem.message)}\nRequestId:${call.ids.requestId}`
    return new Response(
      `<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`,
      {
        status: problem.status,
        headers: {
          ...commonHeaders(call),
          'content-type': 'application/xml',
          'x-ms-error-code': code,
          ...problemHeaders(problem),
        },
      },
    )
  },
}
