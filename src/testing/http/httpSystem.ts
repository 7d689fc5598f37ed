// Any implementation of the documented API as a system: sessions by JSON, blocks by Put Block to dataUploadURI, the
// end of the processing awaited. facts: "Operations".
import { sessionStates } from '../../model/index.js'
import { platformTimer, type Timer } from '../ask.js'
import { type Answer, refused, type SessionSystem, type Target } from '../system.js'
import { answerTo, type Expecting } from './answer.js'
import { exchanged, type HttpLine, type HttpRequest, type HttpResponse, sentText } from './exchange.js'

/** Where an implementation is, and how patient one is with it. */
export interface HttpSystemOptions {
  /** What comes before `/dataClassification`, such as `http://127.0.0.1:8080` or `https://graph.example/beta`. */
  readonly baseUrl: string
  /** The bearer token. */
  readonly token: string
  /** The data store that sessions are created in where a request names none; `conformance` by default. */
  readonly datastoreId?: string
  /** How many milliseconds one answer may take; 10,000 by default. After that nobody knows whether it happened. */
  readonly requestTimeout?: number
  /** How many milliseconds a committed session may take to be processed; 60,000 by default. */
  readonly processingTimeout?: number
  /** How many milliseconds pass between two looks at a session that is processed; 100 by default. */
  readonly pollInterval?: number
  /** The platform's own by default. */
  readonly fetch?: HttpLine['fetch']
  /** The platform's own by default. */
  readonly timer?: Timer
}

/** After so many answers in a row that never came, nobody is there. */
const mostSilence = 3

const isResponse = (outcome: HttpResponse | Answer): outcome is HttpResponse => 'status' in outcome

/** Nobody may do anything, or there is no such API. */
const closed: ReadonlySet<number> = new Set([401, 403])
const nothingThere: ReadonlySet<number> = new Set([401, 403, 404, 405, 415])
const onlyUnknownCallers: ReadonlySet<number> = new Set([401])

const stateIn = (answer: Answer): unknown =>
  answer.answer === 'done' &&
  typeof answer.session === 'object' &&
  answer.session !== null &&
  'state' in answer.session
    ? answer.session.state
    : undefined

/**
 * An implementation of the documented API at a URL. It takes no `start`, which the first block is, and no `fail`; its
 * clock and its processing are its own.
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
}: HttpSystemOptions): SessionSystem<Promise<Answer>> => {
  const line: HttpLine = { fetch, requestTimeout, timer }
  const root = `${baseUrl.replace(/\/+$/, '')}/dataClassification/exactMatchDataStores`
  const bearer = { authorization: `Bearer ${token}` }
  const urls = new Map<string, string>()
  let silence = 0

  const ask = async (request: HttpRequest, expecting: Expecting): Promise<Answer> => {
    const outcome = await exchanged(request, line)
    if (isResponse(outcome)) {
      silence = 0
      return answerTo(request, outcome, expecting)
    }
    if (outcome.answer !== 'unknown') return outcome
    silence += 1
    return silence < mostSilence
      ? outcome
      : {
          answer: 'failed',
          sent: sentText(request),
          received: `no answer, ${silence} times in a row; the last time: ${outcome.reason}`,
          late: true,
        }
  }

  const sessionsOf = (store: string): string => `${root}/${encodeURIComponent(store)}/sessions`
  const urlOf = (id: string): string => urls.get(id) ?? `${sessionsOf(datastoreId)}/${encodeURIComponent(id)}`
  const get = ({ id }: Pick<Target, 'id'>): Promise<Answer> =>
    ask({ method: 'GET', url: urlOf(id), headers: bearer }, { status: 200, session: true, hopeless: closed })
  const act = (id: string, name: string, expecting: Omit<Expecting, 'hopeless'>): Promise<Answer> =>
    ask({ method: 'POST', url: `${urlOf(id)}/${name}`, headers: bearer }, { ...expecting, hopeless: closed })
  const pause = () => new Promise<void>((resolve) => timer(pollInterval, resolve))

  const processed = async (id: string): Promise<Answer> => {
    const looks = Math.ceil(processingTimeout / pollInterval)
    for (let look = 0; look <= looks; look += 1) {
      const answer = await get({ id })
      const state = stateIn(answer)
      if (answer.answer !== 'done' || state === sessionStates.completed.wire) return answer
      if (state !== sessionStates.processing.wire) return refused(`the session is ${String(state)}`)
      await pause()
    }
    return {
      answer: 'failed',
      sent: `GET ${urlOf(id)}, ${looks + 1} times`,
      received: `${sessionStates.processing.wire}, still after ${processingTimeout} ms`,
      late: true,
    }
  }

  return {
    clock: 'own',
    processing: 'own',
    create: async ({ request }) => {
      const url = sessionsOf(request.datastoreId ?? datastoreId)
      const headers = { ...bearer, 'content-type': 'application/json' }
      const answer = await ask(
        { method: 'POST', url, headers, body: JSON.stringify(request) },
        { status: 201, session: true, hopeless: nothingThere },
      )
      const session = answer.answer === 'done' ? answer.session : null
      if (typeof session === 'object' && session !== null && 'id' in session) {
        urls.set(String(session.id), `${url}/${encodeURIComponent(String(session.id))}`)
      }
      return answer
    },
    uploadBlock: ({ dataUploadURI, blockId, content }) => {
      const uri = dataUploadURI ?? ''
      const url = `${uri}${uri.includes('?') ? '&' : '?'}comp=block&blockid=${encodeURIComponent(btoa(blockId))}`
      const headers = { 'content-type': 'application/octet-stream' }
      return ask(
        { method: 'PUT', url, headers, body: content },
        { status: 201, session: false, hopeless: onlyUnknownCallers },
      )
    },
    commit: ({ id }) => act(id, 'commit', { status: 204, session: false }),
    cancel: ({ id }) => act(id, 'cancel', { status: 204, session: false }),
    renew: ({ id }) => act(id, 'renew', { status: 200, session: true }),
    completeJobs: ({ id }) => processed(id),
    get,
  }
}
