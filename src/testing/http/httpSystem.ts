// Any implementation of the documented API as a system: sessions as JSON, blocks by Put Block to dataUploadURI,
// completeJobs by polling. facts: "Operations".
import { sessionStates } from '../../model/index.js'
import { platformTimer, type Timer } from '../ask.js'
import { type CallTarget, type Outcome, refused, type SessionSystem } from '../system.js'
import {
  formatRequest,
  type HttpClient,
  type HttpRequest,
  type HttpResponse,
  sendRequest,
} from './httpRequest.js'
import { type ExpectedResponse, outcomeOf } from './outcome.js'

/** Where an implementation is, and how long to wait for it. */
export interface HttpSystemOptions {
  /** The part of the URL before `/dataClassification`, such as `http://127.0.0.1:8080` or `https://graph.example/beta`. */
  readonly baseUrl: string
  /** The bearer token. */
  readonly token: string
  /** The data store of sessions whose request names none; `conformance` by default. */
  readonly datastoreId?: string
  /** The time limit of a request in milliseconds, 10,000 by default; after that the outcome is unknown. */
  readonly requestTimeout?: number
  /** The time limit of the processing of a session in milliseconds, 60,000 by default. */
  readonly processingTimeout?: number
  /** Milliseconds between two reads of a session that is being processed, 100 by default. */
  readonly pollInterval?: number
  /** By default the platform's. */
  readonly fetch?: HttpClient['fetch']
  /** By default {@link platformTimer}. */
  readonly timer?: Timer
}

/** After this number of requests in a row without a response, the server is taken to be down. */
const maxSilence = 3

const isResponse = (outcome: HttpResponse | Outcome): outcome is HttpResponse => 'status' in outcome

/** Statuses that mean that the token is not accepted, or that there is no such API. */
const unauthorized: ReadonlySet<number> = new Set([401, 403])
const noSuchApi: ReadonlySet<number> = new Set([401, 403, 404, 405, 415])
const unauthenticated: ReadonlySet<number> = new Set([401])

const stateIn = (outcome: Outcome): unknown =>
  outcome.type === 'done' &&
  typeof outcome.session === 'object' &&
  outcome.session !== null &&
  'state' in outcome.session
    ? outcome.session.state
    : undefined

/**
 * An implementation of the documented API at a URL. It has no `start`, because the first block starts a session, and no
 * `fail`; it has its own clock and processes by itself.
 *
 * @example
 * import { checkConformance, httpSystem } from 'exact-match-session/testing'
 *
 * const check = (baseUrl: string, token: string) =>
 *   checkConformance(httpSystem({ baseUrl, token }), { numRuns: 100, timeLimit: 90_000 })
 */
export const httpSystem = ({
  baseUrl,
  token,
  datastoreId = 'conformance',
  requestTimeout = 10_000,
  processingTimeout = 60_000,
  pollInterval = 100,
  fetch = (url, init) => globalThis.fetch(url, init),
  timer = platformTimer,
}: HttpSystemOptions): SessionSystem<Promise<Outcome>> => {
  const client: HttpClient = { fetch, requestTimeout, timer }
  const root = `${baseUrl.replace(/\/+$/, '')}/dataClassification/exactMatchDataStores`
  const bearer = { authorization: `Bearer ${token}` }
  const urls = new Map<string, string>()
  let silence = 0

  const send = async (request: HttpRequest, expected: ExpectedResponse): Promise<Outcome> => {
    const outcome = await sendRequest(request, client)
    if (isResponse(outcome)) {
      silence = 0
      return outcomeOf(request, outcome, expected)
    }
    if (outcome.type !== 'unknown') return outcome
    silence += 1
    return silence < maxSilence
      ? outcome
      : {
          type: 'failed',
          sent: formatRequest(request),
          received: `no response, ${silence} times in a row; the last time: ${outcome.reason}`,
          late: true,
        }
  }

  const sessionsOf = (store: string): string => `${root}/${encodeURIComponent(store)}/sessions`
  const urlOf = (id: string): string => urls.get(id) ?? `${sessionsOf(datastoreId)}/${encodeURIComponent(id)}`
  const get = ({ id }: Pick<CallTarget, 'id'>): Promise<Outcome> =>
    send(
      { method: 'GET', url: urlOf(id), headers: bearer },
      { status: 200, session: true, unusable: unauthorized },
    )
  const postAction = (
    id: string,
    name: string,
    expected: Omit<ExpectedResponse, 'unusable'>,
  ): Promise<Outcome> =>
    send(
      { method: 'POST', url: `${urlOf(id)}/${name}`, headers: bearer },
      { ...expected, unusable: unauthorized },
    )
  const wait = () => new Promise<void>((resolve) => timer(pollInterval, resolve))

  const waitForProcessing = async (id: string): Promise<Outcome> => {
    const reads = Math.ceil(processingTimeout / pollInterval)
    for (let read = 0; read <= reads; read += 1) {
      const outcome = await get({ id })
      const state = stateIn(outcome)
      if (outcome.type !== 'done' || state === sessionStates.completed.wire) return outcome
      if (state !== sessionStates.processing.wire) return refused(`the session is ${String(state)}`)
      await wait()
    }
    return {
      type: 'failed',
      sent: `GET ${urlOf(id)}, ${reads + 1} times`,
      received: `${sessionStates.processing.wire}, still after ${processingTimeout} ms`,
      late: true,
    }
  }

  return {
    clock: 'system',
    processing: 'autonomous',
    create: async ({ request }) => {
      const url = sessionsOf(request.datastoreId ?? datastoreId)
      const headers = { ...bearer, 'content-type': 'application/json' }
      const outcome = await send(
        { method: 'POST', url, headers, body: JSON.stringify(request) },
        { status: 201, session: true, unusable: noSuchApi },
      )
      const session = outcome.type === 'done' ? outcome.session : null
      if (typeof session === 'object' && session !== null && 'id' in session) {
        urls.set(String(session.id), `${url}/${encodeURIComponent(String(session.id))}`)
      }
      return outcome
    },
    uploadBlock: ({ dataUploadURI, blockId, content }) => {
      const uri = dataUploadURI ?? ''
      const url = `${uri}${uri.includes('?') ? '&' : '?'}comp=block&blockid=${encodeURIComponent(btoa(blockId))}`
      const headers = { 'content-type': 'application/octet-stream' }
      return send(
        { method: 'PUT', url, headers, body: content },
        { status: 201, session: false, unusable: unauthenticated },
      )
    },
    commit: ({ id }) => postAction(id, 'commit', { status: 204, session: false }),
    cancel: ({ id }) => postAction(id, 'cancel', { status: 204, session: false }),
    renew: ({ id }) => postAction(id, 'renew', { status: 200, session: true }),
    completeJobs: ({ id }) => waitForProcessing(id),
    get,
  }
}
