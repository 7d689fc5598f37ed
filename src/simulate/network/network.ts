// The network: how long messages take, and which faults strike them on the way.
import type { FaultDraws } from '../faults/faultDraws.js'
import type { FaultDuration } from '../faults/faultDuration.js'
import { faultInjector } from '../faults/faultInjector.js'
import { isTimed } from '../faults/occurrences.js'
import { type Condition, isCondition, isRequestFault, type RequestFault } from '../plan/fault.js'
import type { Plan } from '../plan/plan.js'
import { samplerOf } from '../random/sampler.js'
import { bySession, type Substream } from '../random/substream.js'
import type { Callback, EventQueue } from '../time/eventQueue.js'
import { microsecondsOf } from '../time/microseconds.js'
import type { TraceEntry } from '../trace/traceEntry.js'
import { linkOf } from './link.js'
import { drawNumberOf, type Request, type RequestKind, type Response } from './message.js'

/** What the network calls at its two ends. */
export interface Endpoints {
  /** A request has arrived at the server; `fault` is the one that struck it. */
  readonly onRequest: (request: Request, fault: RequestFault | null) => TraceEntry | null
  /** A response has arrived at the client. */
  readonly onResponse: (request: Request, response: Response) => TraceEntry | null
  /** The upload URI of the request's session expires now. */
  readonly expireUri: (request: Request) => void
  /** The client that sends the request aborts the upload now. */
  readonly abort: (request: Request) => void
  /** A fault that lasts begins now, for that many microseconds; false if it spares the request. */
  readonly begin: (condition: Condition, microseconds: number, request: Request) => boolean
}

export interface Network {
  readonly send: (request: Request) => void
  readonly reply: (request: Request, fault: RequestFault | null, response: Response) => void
  /** The client has crashed: what it has not sent completely does not arrive. */
  readonly drop: (request: Request) => void
  /** Delivers nothing for that many microseconds; `signal` says when it stalls and when it resumes. */
  readonly stall: (microseconds: number, signal: StallSignal) => void
}

export type StallSignal = (type: 'network.stalled' | 'network.resumed') => TraceEntry | null

/** The requests that these faults strike; all others strike any request. */
const struckKinds: Readonly<Partial<Record<RequestFault['fault'], ReadonlyArray<RequestKind>>>> = {
  expiredUri: ['block'],
  cancelled: ['start', 'block', 'commit', 'renew', 'read'],
  crash: ['start', 'block', 'commit', 'renew', 'read'],
}

const canStrike = ({ fault }: RequestFault, kind: RequestKind): boolean =>
  struckKinds[fault]?.includes(kind) ?? true

/** Later attempts are spared where the client never gives up, so that every plan ends. */
const maxStrikes = 5

/** Draws that a network makes. */
export interface NetworkDraws {
  readonly draws: Substream
  readonly faultDraws: FaultDraws
  readonly durationOf: FaultDuration
}

export const networkBetween = (
  endpoints: Endpoints,
  plan: Plan,
  queue: EventQueue,
  { draws, faultDraws, durationOf }: NetworkDraws,
): Network => {
  const { network, faults, client } = plan
  const link = linkOf(plan, queue, draws)
  const latency = samplerOf(network.latency)
  const there = bySession(draws.of('request'))
  const back = bySession(draws.of('response'))
  const again = bySession(draws.of('duplicate'))
  // Those that last and have a time begin by themselves.
  const requestFaults = faults.filter(isRequestFault).filter((each) => !(isCondition(each) && isTimed(each)))
  const inject = faultInjector<RequestFault, RequestKind>(requestFaults, {
    canStrike,
    maxStrikes: client.retry.maxAttempts === null ? maxStrikes : null,
    drawsOf: faultDraws,
  })
  const dropped = new Set<Request>()
  let resumesAt = 0

  const latencyOf = (streamOf: (session: number) => Substream, request: Request): number =>
    latency(streamOf(request.session).at(request.number, drawNumberOf(request)))

  /** Delivers a message when it arrives, or when a stalled network resumes, in the same order. */
  const deliver = (microseconds: number, arrive: Callback): void =>
    queue.after(microseconds, () => {
      const stalledFor = resumesAt - queue.now()
      if (stalledFor <= 0) return arrive()
      queue.after(stalledFor, arrive)
      return null
    })

  const deliverRequest = (microseconds: number, request: Request, fault: RequestFault | null): void =>
    deliver(microseconds, () =>
      dropped.size > 0 && dropped.delete(request) ? null : endpoints.onRequest(request, fault),
    )

  /** The last byte of the request is sent some microseconds from now. */
  const onSent = (request: Request, fault: RequestFault | null, microseconds: number): void => {
    request.slot.onSent(request, microseconds)
    if (fault?.fault === 'lostRequest') return
    const factor = fault?.fault === 'slow' ? fault.factor : 1
    const delay =
      fault?.fault === 'reordered'
        ? durationOf(fault, request.session, request.number, drawNumberOf(request))
        : 0
    const arrival = microseconds + microsecondsOf(latencyOf(there, request) * factor) + delay
    const isDuplicated = fault?.fault === 'duplicate'
    deliverRequest(arrival, request, isDuplicated ? null : fault)
    if (isDuplicated) deliverRequest(arrival + microsecondsOf(latencyOf(again, request)), request, fault)
  }

  return {
    send: (request) => {
      const { session, kind, number, attempt } = request
      const drawNumber = drawNumberOf(request)
      const fault = inject(queue.now(), { session, kind, number, attempt, drawNumber })
      if (fault?.fault === 'cancelled') return endpoints.abort(request)
      if (fault?.fault === 'expiredUri') endpoints.expireUri(request)
      if (fault !== null && isCondition(fault)) {
        const began = endpoints.begin(fault, durationOf(fault, session, number, drawNumber), request)
        if (began && fault.fault === 'crash') return
      }
      if (kind !== 'block') return onSent(request, fault, 0)
      const factor = fault?.fault === 'slow' ? fault.factor : 1
      link.transfer(request, factor, (microseconds) => onSent(request, fault, microseconds))
    },
    reply: (request, fault, response) => {
      if (fault?.fault === 'lostAcknowledgement') return
      deliver(microsecondsOf(latencyOf(back, request)), () => endpoints.onResponse(request, response))
    },
    drop: (request) => {
      if (!link.abort(request)) dropped.add(request)
    },
    stall: (microseconds, signal) => {
      const wasStalled = resumesAt > queue.now()
      resumesAt = Math.max(resumesAt, queue.now() + microseconds)
      link.pause()
      if (!wasStalled) queue.after(0, () => signal('network.stalled'))
      queue.after(microseconds, () => {
        if (resumesAt !== queue.now()) return null
        link.resume()
        return signal('network.resumed')
      })
    },
  }
}
