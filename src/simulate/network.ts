// The network: how long messages take, and which faults strike them on the way.
import type { Callback, EventQueue } from './eventQueue.js'
import { delaySampler, faultInjector } from './faultInjector.js'
import type { Request, RequestKind, Response } from './message.js'
import { sampler, toDelayMs } from './plan/distribution.js'
import { isRequestFault, type RequestFault } from './plan/fault.js'
import type { Plan } from './plan/plan.js'
import type { Rng } from './rng.js'
import type { Recorder, TraceEntry } from './traceEntry.js'
import type { VirtualClock } from './virtualClock.js'

/** What the network calls at its two ends. */
export interface Endpoints {
  /** A request has arrived at the server; `fault` is the one that struck it. */
  readonly onRequest: (request: Request, fault: RequestFault | null) => TraceEntry | null
  /** A response has arrived at the client. */
  readonly onResponse: (request: Request, response: Response) => TraceEntry | null
  /** The upload URI expires now. */
  readonly expireUri: () => void
  /** The client aborts the upload now. */
  readonly abort: () => void
}

export interface Link {
  readonly send: (request: Request) => void
  readonly reply: (request: Request, fault: RequestFault | null, response: Response) => void
}

/** The requests that these faults strike; all others strike any request. */
const struckKinds: Readonly<Partial<Record<RequestFault['fault'], ReadonlyArray<RequestKind>>>> = {
  expiredUri: ['block'],
  cancelled: ['start', 'block', 'commit', 'renew', 'read'],
}

const canStrike = ({ fault }: RequestFault, kind: RequestKind): boolean =>
  struckKinds[fault]?.includes(kind) ?? true

export const linkBetween = (
  endpoints: Endpoints,
  { network, faults }: Plan,
  queue: EventQueue,
  rng: Rng,
  clock: VirtualClock,
  record: Recorder,
): Link => {
  const throughput = sampler(network.throughput, rng)
  const latency = sampler(network.latency, rng)
  const requestFaults = faults.filter(isRequestFault)
  const inject = faultInjector(requestFaults, rng, canStrike)
  const delayOf = delaySampler(requestFaults, rng)
  let resumesAt = 0

  const isStalled = (): boolean => resumesAt > queue.now()

  /** What arrives while the network is stalled arrives in the same order when it resumes. */
  const arriveLater = (arrive: Callback): null => {
    queue.after(resumesAt - queue.now(), arrive)
    return null
  }

  const deliverRequest = (milliseconds: number, request: Request, fault: RequestFault | null): void =>
    queue.after(milliseconds, () =>
      isStalled()
        ? arriveLater(() => endpoints.onRequest(request, fault))
        : endpoints.onRequest(request, fault),
    )

  const deliverResponse = (milliseconds: number, request: Request, response: Response): void =>
    queue.after(milliseconds, () =>
      isStalled()
        ? arriveLater(() => endpoints.onResponse(request, response))
        : endpoints.onResponse(request, response),
    )

  const signal = (type: 'network.stalled' | 'network.resumed') =>
    record({ type, at: clock(queue.now()) }, null, null, 'stalled')

  const stall = (milliseconds: number): void => {
    const wasStalled = isStalled()
    resumesAt = Math.max(resumesAt, queue.now() + milliseconds)
    if (!wasStalled) queue.after(0, () => signal('network.stalled'))
    queue.after(milliseconds, () => (resumesAt === queue.now() ? signal('network.resumed') : null))
  }

  const travelMs = (kind: RequestKind, fault: RequestFault | null): number => {
    const transfer = kind === 'block' ? 1 / throughput() : 0
    const seconds = transfer + latency()
    if (fault === null) return toDelayMs(seconds)
    if (fault.fault === 'slow') return toDelayMs(seconds * fault.factor)
    return toDelayMs(seconds) + (fault.fault === 'reordered' ? delayOf(fault) : 0)
  }

  return {
    send: (request) => {
      const fault = inject(queue.now(), request.attempt, request.kind)
      if (fault?.fault === 'cancelled') return endpoints.abort()
      if (fault?.fault === 'expiredUri') endpoints.expireUri()
      if (fault?.fault === 'stalled') stall(delayOf(fault))
      const travel = travelMs(request.kind, fault)
      const isDuplicated = fault?.fault === 'duplicate'
      if (isDuplicated) deliverRequest(travel + toDelayMs(latency()), request, fault)
      deliverRequest(travel, request, isDuplicated ? null : fault)
    },
    reply: (request, fault, response) => {
      if (fault?.fault === 'lostAcknowledgement') return
      deliverResponse(toDelayMs(latency()), request, response)
    },
  }
}
