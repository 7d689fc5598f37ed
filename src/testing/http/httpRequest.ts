// Sends one request: gives the response, or the outcome of the call where there is none.
import { maskSecrets } from '../../model/index.js'
import type { Timer } from '../ask.js'
import { type Outcome, unknownOutcome } from '../system.js'

/** A request. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** A response with its whole body. */
export interface HttpResponse {
  readonly status: number
  readonly contentType: string
  readonly location: string | null
  readonly text: string
}

/** How requests are sent. */
export interface HttpClient {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  /** The time limit of a request in milliseconds. */
  readonly requestTimeout: number
  readonly timer: Timer
}

/** A request for a report: without the token and without the signature of an upload URI. */
export const formatRequest = ({ method, url, body }: HttpRequest): string =>
  `${method} ${maskSecrets({ dataUploadURI: url }).dataUploadURI}${body === undefined ? '' : ` ${body}`}`

const maxLength = 160

const hints: Readonly<Record<number, string>> = {
  401: ' (is the token right?)',
  403: ' (may the token do this?)',
  404: ' (is the URL right?)',
}

/** A response for a report. */
export const formatResponse = ({ status, contentType, location, text }: HttpResponse): string => {
  const kind = contentType === '' ? 'nothing' : contentType
  const where = location === null ? '' : ` to ${location}`
  const start = text.length > maxLength ? `${text.slice(0, maxLength)}…` : text
  return `${status}${where}${hints[status] ?? ''}, ${text === '' ? 'without a body' : `${kind}: ${start}`}`
}

/** The outcome of a request whose response makes no sense. */
export const failedOutcome = (request: HttpRequest, received: string): Outcome => ({
  type: 'failed',
  sent: formatRequest(request),
  received,
})

/** Errors after which the request may have been processed. */
const connectionErrors: ReadonlySet<unknown> = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'ETIMEDOUT'])

const errorCodeOf = (error: unknown): unknown =>
  error instanceof Error && error.cause instanceof Error && 'code' in error.cause
    ? error.cause.code
    : undefined

const describeError = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause instanceof Error ? error.cause.message : ''
  return `${error.message}${cause === '' ? '' : `: ${cause}`}`
}

const readResponse = async (response: Response): Promise<HttpResponse> => ({
  status: response.status,
  contentType: response.headers.get('content-type') ?? '',
  location: response.headers.get('location'),
  text: await response.text(),
})

const late = Symbol('late')

/** Sends a request; gives the response, or an outcome where there is none. Does not follow redirects. */
export const sendRequest = async (
  request: HttpRequest,
  { fetch, requestTimeout, timer }: HttpClient,
): Promise<HttpResponse | Outcome> => {
  const abort = new AbortController()
  const timeout = new Promise<typeof late>((resolve) => {
    abort.signal.addEventListener('abort', () => resolve(late))
  })
  const cancelTimer = timer(requestTimeout, () => abort.abort())
  const { method, url, headers, body } = request
  const init = { method, headers, redirect: 'manual', signal: abort.signal } as const
  try {
    const response = fetch(url, body === undefined ? init : { ...init, body }).then(readResponse)
    // An aborted fetch rejects after the race is over.
    response.catch(() => undefined)
    const first = await Promise.race([response, timeout])
    return first === late
      ? unknownOutcome(`${formatRequest(request)}: nothing within ${requestTimeout} ms`)
      : first
  } catch (error) {
    return connectionErrors.has(errorCodeOf(error))
      ? unknownOutcome(`${formatRequest(request)}: ${describeError(error)}`)
      : failedOutcome(request, describeError(error))
  } finally {
    cancelTimer()
  }
}
