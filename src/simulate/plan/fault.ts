// The faults that can be injected, by name: how often or when each strikes, and what it needs beside that.
import * as t from 'io-ts'
import { type CrossFieldIssue, discriminated, refine } from '../../codec/index.js'
import { ClassificationError, hasDetails } from '../../model/index.js'
import { Distribution } from './distribution.js'
import { ElapsedSeconds, Factor, handwritten, Period, Probability } from './quantity.js'

/** Strikes with a probability, once at a time, or at that time and every so many seconds from then on. */
const Trigger = t.partial({ rate: Probability, atSeconds: ElapsedSeconds, every: Period })

/**
 * With which probability, when, or how often a fault strikes: `rate`, `atSeconds`, or `every` so many seconds, first
 * then or `atSeconds`.
 */
export interface Trigger extends t.TypeOf<typeof Trigger> {}

const oneTrigger = ({ rate, atSeconds, every }: Trigger): ReadonlyArray<CrossFieldIssue> => {
  const isTimed = atSeconds !== undefined || every !== undefined
  if ((rate !== undefined) !== isTimed) return []
  const found = rate === undefined ? 'found neither' : 'found both'
  return [{ path: '', message: `a fault needs either rate, or atSeconds or every; ${found}` }]
}

const fault = <N extends string, P extends t.Props>(name: N, parameters: P) =>
  handwritten(
    refine(t.intersection([t.type({ fault: t.literal(name), ...parameters }), Trigger], name), oneTrigger),
  )

/** An error with a code or a message, as a failed session needs it. */
export const DetailedError = t.refinement(
  ClassificationError,
  hasDetails,
  'an error with a code or a message',
)

/** Faults of a request; at most one strikes each. */
const requestFaults = {
  /** The request is lost on its way; the client waits in vain and sends it again. */
  lostRequest: fault('lostRequest', {}),
  /** The server processes the request, but the response is lost, and the client sends the request again. */
  lostAcknowledgement: fault('lostAcknowledgement', {}),
  /** The request arrives twice and is answered twice. */
  duplicate: fault('duplicate', {}),
  /** The request is delayed, so that later ones overtake it. */
  reordered: fault('reordered', { seconds: Distribution }),
  /** The request takes longer by a factor. */
  slow: fault('slow', { factor: Factor }),
  /** The server answers 500 and does nothing else; the client sends the request again. */
  serverError: fault('serverError', {}),
  /** The upload URI expires when a block is sent; the client renews the session and continues. */
  expiredUri: fault('expiredUri', {}),
  /** The client aborts the upload: it sends a cancellation in place of the request. */
  cancelled: fault('cancelled', {}),
}

/** Faults that last for a while; those with a rate begin with a request, in place of another fault. */
const conditions = {
  /** The network stalls; in-flight messages are delivered when it resumes. */
  stalled: fault('stalled', { seconds: Distribution }),
  /** The server answers every request with 503. */
  outage: fault('outage', { seconds: Distribution }),
  /**
   * The client crashes and is started again; with memory it goes on where it was, without it uploads all blocks again.
   * At a time all clients crash, for they share a machine; by rate the one whose request it is.
   */
  crash: fault('crash', { seconds: Distribution, memory: t.boolean }),
}

/** Faults of an attempt at a job; at most one strikes each. */
const jobFaults = {
  /** The attempt fails; the next one starts after a delay. */
  failedJob: fault('failedJob', { seconds: Distribution }),
  /** The attempt fails the session. */
  fatal: fault('fatal', { error: DetailedError }),
}

const faults = { ...requestFaults, ...conditions, ...jobFaults }

type FaultOf<F extends Readonly<Record<string, t.Mixed>>> = {
  readonly [N in keyof F]: t.TypeOf<F[N]>
}[keyof F]

/** A fault that lasts for a while: of the network, the server or the client. */
export type Condition = FaultOf<typeof conditions>

/** A fault that strikes requests. */
export type RequestFault = FaultOf<typeof requestFaults> | Condition

/** A fault that strikes attempts at jobs. */
export type JobFault = FaultOf<typeof jobFaults>

/** The name of a fault. */
export type FaultName = keyof typeof faults

// Object.keys is typed for objects that may have more keys; `faults` is a constant that doesn't.
/**
 * The name of every fault.
 *
 * @example
 * import { faultNames } from 'exact-match-session/simulate'
 *
 * faultNames.includes('lostAcknowledgement') // true
 */
export const faultNames = Object.keys(faults) as ReadonlyArray<FaultName>

/**
 * A fault: its name, its rate or its time, and its parameters.
 *
 * @example
 * import { Fault } from 'exact-match-session/simulate'
 *
 * Fault.is({ fault: 'lostAcknowledgement', rate: 0.05 }) // true
 * Fault.is({ fault: 'slow', atSeconds: 30, factor: 10 }) // true
 * Fault.is({ fault: 'expiredUri', every: 3600 }) // true
 */
export const Fault = discriminated('Fault', 'fault', faults)
export type Fault = RequestFault | JobFault

export const isCondition = (fault: Fault): fault is Condition => Object.hasOwn(conditions, fault.fault)

export const isJobFault = (fault: Fault): fault is JobFault => Object.hasOwn(jobFaults, fault.fault)

export const isRequestFault = (fault: Fault): fault is RequestFault => !isJobFault(fault)

const excess = (subject: string, faults: ReadonlyArray<Trigger>): ReadonlyArray<CrossFieldIssue> => {
  const sum = faults.reduce((rates, { rate = 0 }) => rates + rate, 0)
  // Rates that add up to 1 in decimal may add up to a little more in binary.
  if (sum <= 1 + 1e-9) return []
  const message = `the rates of ${subject} faults add up to ${Number(sum.toFixed(6))}; the maximum is 1`
  return [{ path: '', message }]
}

/** Faults whose rates add up to at most 1, those of requests and those of jobs: at most one fault strikes each. */
export const Faults = refine(t.readonlyArray(Fault), (faults) => [
  ...excess('request', faults.filter(isRequestFault)),
  ...excess('job', faults.filter(isJobFault)),
])
