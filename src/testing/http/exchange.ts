// One request and what came back of it: an answer that can be read, or what was sent and what came instead.
import { maskSecrets } from '../../model/index.js'
import type { Timer } from '../ask.js'
import { type Answer, unknownOutcome } from '../system.js'

/** A request. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** What came back, read to its end. */
export interface HttpResponse {
  readonly status: number
  readonly contentType: string
  readonly location: string | null
  readonly text: string
}

/** What requests go out with. */
export interface HttpLine {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  /** How many milliseconds an answer may take. */
  readonly requestTimeout: number
  readonly timer: Timer
}

/** A request as a report shows it: without the token, and without the signature of an upload URI. */
export const sentText = ({ method, url, body }: HttpRequest): string =>
  `${method} ${maskSecrets({ dataUploadURI: url }).dataUploadURI}${body === undefined ? '' : ` ${body}`}`

const longest = 160

const reasons: Readonly<Record<number, string>> = {
  401: ' (is the token right?)',
  403: ' (may the token do this?)',
  404: ' (is the URL right?)',
}

/** A response as a report shows it. */
export const receivedText = ({ status, contentType, location, text }: HttpResponse): string => {
  const kind = contentType === '' ? 'nothing' : contentType
  const where = location === null ? '' : ` to ${location}`
  const start = text.length > longest ? `${text.slice(0, longest)}…` : text
  return `${status}${where}${reasons[status] ?? ''}, ${text === '' ? 'without a body' : `${kind}: ${start}`}`
}

/** What came back is no answer to what was sent. */
export const failedAnswer = (request: HttpRequest, received: string): Answer => ({
  answer: 'failed',
  sent: sentText(request),
  received,
})

/** Errors after which nobody knows whether the request has been heard. */
const brokenOff: ReadonlySet<unknown> = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'ETIMEDOUT'])

const codeOf = (error: unknown): unknown =>
  error instanceof Error && error.cause instanceof Error && 'code' in error.cause
    ? error.cause.code
    : undefined

const errorText = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause instanceof Error ? error.cause.message : ''
  return `${error.message}${cause === '' ? '' : `: ${cause}`}`
}

const responseOf = async (response: Response): Promise<HttpResponse> => ({
  status: response.status,
  contentType: response.headers.get('content-type') ?? '',
  location: response.headers.get('location'),
  text: await response.text(),
})

const late = Symbol('late')

/** Sends a request; gives the response, or the answer where there is none. Redirections are not followed. */
export const exchanged = async (
  request: HttpRequest,
  { fetch, requestTimeout, timer }: HttpLine,
): Promise<HttpResponse | Answer> => {
  const abort = new AbortController()
  const timeout = new Promise<typeof late>((resolve) => {
    abort.signal.addEventListener('abort', () => resolve(late))
  })
  const callOff = timer(requestTimeout, () => abort.abort())
  const { method, url, headers, body } = request
  const init = { method, headers, redirect: 'manual', signal: abort.signal } as const
  try {
    const answer = fetch(url, body === undefined ? init : { ...init, body }).then(responseOf)
    // A fetch that is called off rejects, and nobody is waiting for that.
    answer.catch(() => undefined)
    const first = await Promise.race([answer, timeout])
    return first === late
      ? unknownOutcome(`${sentText(request)}: nothing within ${requestTimeout} ms`)
      : first
  } catch (error) {
    return brokenOff.has(codeOf(error))
      ? unknownOutcome(`${sentText(request)}: ${errorText(error)}`)
      : failedAnswer(request, errorText(error))
  } finally {
    callOff()
  }
}
