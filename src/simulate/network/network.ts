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
import { slownessOf } from './link.js'
import type { Request, RequestKind, Response } from './message.js'
import { ownLinks } from './ownLinks.js'
import { sharedLink } from './sharedLink.js'

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

type StallSignal = (type: 'network.stalled' | 'network.resumed') => TraceEntry | null

/** The requests that these faults strike; all others strike any request. */
const struckKinds: Readonly<Partial<Record<RequestFault['fault'], ReadonlyArray<RequestKind>>>> = {
  expiredUri: ['block'],
  cancelled: ['start', 'block', 'commit', 'renew', 'read'],
  crash: ['start', 'block', 'commit', 'renew', 'read'],
}

const canStrike = ({ fault }: RequestFault, kind: RequestKind): boolean =>
  struckKinds[fault]?.includes(kind) ?? true

/** Of a network without a speed, which no plan's JSON has. */
const defaultThroughput = { distribution: 'constant', value: 1 } as const

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

  const latencyOf = (
    streamOf: (session: number) => Substream,
    { session, number, drawNumber }: Request,
  ): number => latency(streamOf(session).at(number, drawNumber))

  /** What arrives while the network is stalled arrives in the same order when it resumes. */
  const isStalled = (arrive: Callback): boolean => {
    const stalledFor = resumesAt - queue.now()
    if (stalledFor > 0) queue.after(stalledFor, arrive)
    return stalledFor > 0
  }

  const deliverRequest = (microseconds: number, request: Request, fault: RequestFault | null): void => {
    const arrive = (): TraceEntry | null => {
      if (isStalled(arrive) || (dropped.size > 0 && dropped.delete(request))) return null
      return endpoints.onRequest(request, fault)
    }
    queue.after(microseconds, arrive)
  }

  const onSent = (request: Request, fault: RequestFault | null, microseconds: number): void => {
    request.slot.onSent(request, microseconds)
    if (fault?.fault === 'lostRequest') return
    const { session, number, drawNumber } = request
    const delay = fault?.fault === 'reordered' ? durationOf(fault, session, number, drawNumber) : 0
    const travel = microsecondsOf(latencyOf(there, request) * slownessOf(fault))
    const arrival = microseconds + travel + delay
    const isDuplicated = fault?.fault === 'duplicate'
    deliverRequest(arrival, request, isDuplicated ? null : fault)
    if (isDuplicated) deliverRequest(arrival + microsecondsOf(latencyOf(again, request)), request, fault)
  }
  const link =
    network.bandwidth === undefined
      ? ownLinks(network.throughput ?? defaultThroughput, draws.of('throughput'), onSent)
      : sharedLink(network.bandwidth, plan.sessions, queue, onSent)

  return {
    send: (request) => {
      const fault = inject(queue.now(), request)
      if (fault?.fault === 'cancelled') return endpoints.abort(request)
      if (fault?.fault === 'expiredUri') endpoints.expireUri(request)
      if (fault !== null && isCondition(fault)) {
        const { session, number, drawNumber } = request
        const began = endpoints.begin(fault, durationOf(fault, session, number, drawNumber), request)
        if (began && fault.fault === 'crash') return
      }
      if (request.kind === 'block') link.transfer(request, fault)
      else onSent(request, fault, 0)
    },
    reply: (request, fault, response) => {
      if (fault?.fault === 'lostAcknowledgement') return
      const arrive = (): TraceEntry | null =>
        isStalled(arrive) ? null : endpoints.onResponse(request, response)
      queue.after(microsecondsOf(latencyOf(back, request)), arrive)
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
