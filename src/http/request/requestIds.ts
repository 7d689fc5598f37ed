// The ids of a request, which its response repeats: one of the API's and one of the client's.
import type { IO } from 'fp-ts/lib/IO.js'

/** How logs of the API and of the client name a request. */
export interface RequestIds {
  readonly requestId: string
  /** The `client-request-id` of the request; null where it has none. */
  readonly clientRequestId: string | null
}

/** Visible ASCII of a limited length, which is safe in a header and in a log. */
const safePattern = /^[!-~]{1,128}$/

/** A header as it is; null where it is unsafe. */
export const safeHeader = (header: string): string | null => (safePattern.test(header) ? header : null)

/** The client's id for its request; null where there is none, or an unsafe one. */
export const clientRequestIdOf = (header: string | null): string | null =>
  header === null ? null : safeHeader(header)

/** The ids of a request, a new one included. */
export const requestIdsOf = ({ headers }: Request, newId: IO<string>): RequestIds => ({
  requestId: newId(),
  clientRequestId: clientRequestIdOf(headers.get('client-request-id')),
})
