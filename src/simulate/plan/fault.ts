// What can go wrong, by name: each fault with how often or when it strikes, and what makes it worse.
import * as t from 'io-ts'
import { discriminated } from '../../codec/index.js'
import { ClassificationError, hasDetails } from '../../model/index.js'
import { Distribution } from './distribution.js'
import { Elapsed, Multiple, Rate } from './quantity.js'
import { closed, type Mismatch, together } from './together.js'

/** Strikes at a rate, or once: whatever sets out first at or after so many seconds. */
const Strike = t.partial({ rate: Rate, atSeconds: Elapsed })

/** How often, or when, a fault strikes; one of the two. */
export interface Strike extends t.TypeOf<typeof Strike> {}

const eitherOr = ({ rate, atSeconds }: Strike): ReadonlyArray<Mismatch> =>
  (rate === undefined) === (atSeconds === undefined)
    ? [
        {
          keys: [],
          message: `a fault has a rate or atSeconds, ${rate === undefined ? 'and here is neither' : 'not both'}`,
        },
      ]
    : []

const fault = <N extends string, P extends t.Props>(name: N, parameters: P) =>
  closed(
    together(t.intersection([t.type({ fault: t.literal(name), ...parameters }), Strike], name), eitherOr),
    ['fault', 'rate', 'atSeconds', ...Object.keys(parameters)],
  )

const SpeakingError = t.refinement(ClassificationError, hasDetails, 'an error with a code or a message')

/** What befalls a request of the client, one of these at most. */
const requestFaults = {
  /** The service does what it is asked; the client never hears of it, and asks again. */
  lostAcknowledgement: fault('lostAcknowledgement', {}),
  /** The request arrives twice, and is answered twice. */
  duplicate: fault('duplicate', {}),
  /** The request is held up for so long, so that later ones overtake it. */
  reordered: fault('reordered', { seconds: Distribution }),
  /** Nothing gets through for so long; what is under way arrives when it does again. */
  stalled: fault('stalled', { seconds: Distribution }),
  /** The request takes so many times as long. */
  slow: fault('slow', { factor: Multiple }),
  /** The upload URI ends when a block sets out; the client renews the session and goes on. */
  expiredUri: fault('expiredUri', {}),
  /** Whoever uploads gives up: instead of the request, the client sends a cancellation. */
  cancelled: fault('cancelled', {}),
}

/** What befalls an attempt at a job, one of these at most. */
const jobFaults = {
  /** The attempt comes to nothing; the next one begins after so long. */
  failedJob: fault('failedJob', { seconds: Distribution }),
  /** The attempt ends the session, with this error. */
  fatal: fault('fatal', { error: SpeakingError }),
}

const faults = { ...requestFaults, ...jobFaults }

type FaultOf<F extends Readonly<Record<string, t.Mixed>>> = {
  readonly [N in keyof F]: t.TypeOf<F[N]>
}[keyof F]

/** A fault that befalls requests. */
export type RequestFault = FaultOf<typeof requestFaults>

/** A fault that befalls jobs. */
export type JobFault = FaultOf<typeof jobFaults>

/** The name of a fault. */
export type FaultName = keyof typeof faults

// Object.keys is typed for objects that may hold more; faults is a constant that doesn't.
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
 * A fault: its name, its rate or its time, and what else it takes.
 *
 * @example
 * import { Fault } from 'exact-match-session/simulate'
 *
 * Fault.is({ fault: 'lostAcknowledgement', rate: 0.05 }) // true
 * Fault.is({ fault: 'slow', atSeconds: 30, factor: 10 }) // true
 */
export const Fault = discriminated('Fault', 'fault', faults)
export type Fault = RequestFault | JobFault

export const befallsRequests = (fault: Fault): fault is RequestFault =>
  Object.hasOwn(requestFaults, fault.fault)

export const befallsJobs = (fault: Fault): fault is JobFault => Object.hasOwn(jobFaults, fault.fault)

const excess = (name: string, faults: ReadonlyArray<Strike>): ReadonlyArray<Mismatch> => {
  const sum = faults.reduce((rates, { rate = 0 }) => rates + rate, 0)
  // Rates that add to 1 on paper may add to a little more in binary.
  return sum > 1 + 1e-9
    ? [
        {
          keys: [],
          message: `the rates of what befalls a ${name} add to ${Number(sum.toFixed(6))}; at most 1`,
        },
      ]
    : []
}

/** Faults whose rates, for requests and for jobs, add to no more than 1: at most one befalls each. */
export const Faults = together(t.readonlyArray(Fault), (faults) => [
  ...excess('request', faults.filter(befallsRequests)),
  ...excess('job', faults.filter(befallsJobs)),
])
