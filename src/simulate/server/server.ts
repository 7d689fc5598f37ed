// The server: takes requests within its limits, serves sessions, and has them processed by its workers.
import * as E from 'fp-ts/lib/Either.js'
import { blockOf, type Request, type Response, type ServiceFailure } from '../network/message.js'
import type { RequestFault } from '../plan/fault.js'
import type { Plan } from '../plan/plan.js'
import type { Substream } from '../random/substream.js'
import type { EventQueue } from '../time/eventQueue.js'
import { instantOf } from '../time/microseconds.js'
import type { VirtualClock } from '../time/virtualClock.js'
import type { Ends, Recorder } from '../trace/recorder.js'
import type { TraceEntry } from '../trace/traceEntry.js'
import { type Intervener, intervenerOf } from './intervener.js'
import { doneOf, isFinished } from './progress.js'
import { rateLimit } from './rateLimit.js'
import { type ServedSession, serveSession } from './servedSession.js'
import type { Workers } from './workers.js'

export interface SimulatedServer {
  readonly sessions: ReadonlyArray<ServedSession>
  /** Continues the processing of sessions that are not new, issues URIs that expire, and schedules interventions. */
  readonly begin: () => void
  readonly onRequest: (request: Request, fault: RequestFault | null) => TraceEntry | null
  /** Answers every request with 503 for that many microseconds; the session's entries tell of it. */
  readonly outage: (microseconds: number, observer: ServedSession) => void
}

/** What the server works with. */
export interface ServerOptions {
  readonly plan: Plan
  readonly queue: EventQueue
  readonly clock: VirtualClock
  readonly recorder: Recorder
  readonly draws: Substream
  readonly workers: Workers
  /** The two ends of each session. */
  readonly ends: ReadonlyArray<Ends>
  readonly reply: (request: Request, fault: RequestFault | null, response: Response) => void
}

/** A server that replies over a network. */
export const createServer = (options: ServerOptions): SimulatedServer => {
  const { plan, queue, workers, ends, reply } = options
  const microsecondsUntilFree = rateLimit(plan.service.requestsPerSecond, queue)
  const interveners: Array<Intervener> = []
  let recoversAt = 0

  const process = (served: ServedSession): void => {
    const { jobs } = served.record().context
    if (jobs !== null) workers.process(served, doneOf(jobs) + 1, jobs.total)
  }

  const sessions = plan.sessions.map((planned, index) =>
    serveSession({
      ...options,
      index,
      planned,
      // There are as many ends as sessions.
      ends: ends[index] as Ends,
      onChange: (served, before) => {
        const { value } = served.record()
        if (value !== before && value === 'processing') process(served)
        interveners[index]?.onProgress()
      },
    }),
  )
  for (const served of sessions) interveners.push(intervenerOf(plan.interventions, queue, served))

  const failureOf = (fault: RequestFault | null): ServiceFailure | null => {
    if (recoversAt > queue.now()) return { code: 'unavailable', retryAfter: 0 }
    if (fault?.fault === 'serverError') return { code: 'serverError', retryAfter: 0 }
    const wait = microsecondsUntilFree()
    return wait === 0 ? null : { code: 'throttled', retryAfter: wait }
  }

  const causes = { unavailable: 'outage', serverError: 'serverError', throttled: null } as const

  return {
    sessions,

    begin: () => {
      for (const [index, served] of sessions.entries()) {
        if (served.record().value === 'processing') process(served)
        if (plan.service.expiresAfterSeconds !== null && !isFinished(served.record()))
          queue.after(instantOf(plan.sessions[index]?.startsAtSeconds ?? 0), served.issueUri)
        interveners[index]?.begin()
        interveners[index]?.onProgress()
      }
    },

    onRequest: (request, fault) => {
      const served = sessions[request.session]
      if (served === undefined) return null
      const failure = failureOf(fault)
      if (failure === null) return served.onRequest(request, fault)
      reply(request, fault, E.left(failure))
      const type = failure.code === 'throttled' ? 'request.throttled' : 'request.failed'
      return served.signal(type, blockOf(request), causes[failure.code])
    },

    outage: (microseconds, observer) => {
      const wasOut = recoversAt > queue.now()
      recoversAt = Math.max(recoversAt, queue.now() + microseconds)
      if (!wasOut) queue.after(0, () => observer.signal('service.outage', null, 'outage'))
      queue.inBackground(microseconds, () =>
        recoversAt === queue.now() ? observer.signal('service.recovered', null, 'outage') : null,
      )
    },
  }
}
