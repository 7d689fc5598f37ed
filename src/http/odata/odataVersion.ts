// Refuses requests for versions of OData other than 4.0.

import { type ApiMiddleware, refuse } from '../middleware/apiEnv.js'
import { problem } from '../problem.js'

const isSupported = (header: string | null, supported: RegExp): boolean =>
  header === null || supported.test(header.trim())

/** OData-Version is that of the request, OData-MaxVersion the largest for the response (OData 4.01, Protocol, 8.2.8). */
export const odataVersion: ApiMiddleware = (context, next) => {
  const { headers } = context.req.raw
  return isSupported(headers.get('odata-version'), /^4\.01?$/) &&
    isSupported(headers.get('odata-maxversion'), /^(?:[4-9]|\d\d+)\.\d+$/)
    ? next()
    : Promise.resolve(refuse(context, problem(400, 'expected OData 4.0')))
}
