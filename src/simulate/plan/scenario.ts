// The conditions under which sessions are simulated: network, service, client, processing, faults, interventions.
import type { Bandwidth } from './bandwidth.js'
import type { Distribution } from './distribution.js'
import type { Fault } from './fault.js'
import type { Intervention } from './intervention.js'

/** How messages travel. The uploads share a bandwidth, or each has a throughput of its own. */
export interface Network {
  /** The number of blocks that a client uploads at a time. */
  readonly parallelUploads: number
  /** The link that the uploads of all sessions share fairly; a block takes by its bytes. */
  readonly bandwidth?: Bandwidth
  /** Blocks a second, of one upload, whatever their bytes; only where there is no bandwidth. */
  readonly throughput?: Distribution
  /** Seconds that a message takes one way, beside the transfer of its block. */
  readonly latency: Distribution
}

/** What the service allows. */
export interface ServiceLimits {
  /** The requests that it takes in a second, of all sessions; it answers others 429, with Retry-After. Null: any. */
  readonly requestsPerSecond: number | null
  /** How long an upload URI can be used; null: as long as the session lasts. */
  readonly expiresAfterSeconds: number | null
}

/** How the service processes committed sessions. */
export interface Processing {
  /** The number of jobs; with null the session's own total, else one for each block. */
  readonly totalJobCount: number | null
  /** The number of jobs that are processed at a time, of all sessions. */
  readonly workers: number
  readonly secondsPerJob: Distribution
}

/** When a client sends a request again that failed: was answered 429, 500 or 503, or not in time. */
export interface RetryPolicy {
  /** The pause before the second attempt. */
  readonly initialSeconds: number
  /** How much longer each pause is than the one before. */
  readonly factor: number
  /** The longest pause; only a Retry-After may be longer. */
  readonly maxSeconds: number
  /** The part of the pause that chance may take away: 0 none, 1 all of it. */
  readonly jitter: number
  /** The number of attempts after which the client gives up; null: never. */
  readonly maxAttempts: number | null
}

/** How clients upload. */
export interface Client {
  /** How long it waits for a response once it has sent a request. */
  readonly timeoutSeconds: number
  /** How often it reads the session while that is processed. */
  readonly secondsBetweenReads: number
  readonly retry: RetryPolicy
}

/** The bounds of a simulation; one that is reached ends it with the entry `simulation.stopped`. */
export interface Limits {
  /** The virtual time that a simulation lasts at most. */
  readonly seconds: number
  /** The number of events that happen at most; an entry of the trace takes one or a few. */
  readonly events: number
}

/** A bound of a simulation. */
export type Limit = keyof Limits

/** The conditions of a simulation. */
export interface Scenario {
  /** An Int32; the same plan with the same seed gives the same trace. */
  readonly seed: number
  readonly network: Network
  readonly service: ServiceLimits
  readonly processing: Processing
  readonly client: Client
  readonly faults: ReadonlyArray<Fault>
  readonly interventions: ReadonlyArray<Intervention>
  readonly limits: Limits
}

/**
 * A scenario without faults: four uploads at a time, two workers, seconds for a block and for a job.
 *
 * @example
 * import { defaultScenario } from 'exact-match-session/simulate'
 *
 * defaultScenario.client.timeoutSeconds // 10
 * defaultScenario.client.retry // { initialSeconds: 1, factor: 2, maxSeconds: 60, jitter: 0.5, maxAttempts: null }
 */
export const defaultScenario: Scenario = {
  seed: 1,
  network: {
    parallelUploads: 4,
    throughput: { distribution: 'uniform', least: 0.5, most: 2 },
    latency: { distribution: 'uniform', least: 0.02, most: 0.2 },
  },
  service: { requestsPerSecond: null, expiresAfterSeconds: null },
  processing: {
    totalJobCount: null,
    workers: 2,
    secondsPerJob: { distribution: 'uniform', least: 1, most: 4 },
  },
  client: {
    timeoutSeconds: 10,
    secondsBetweenReads: 5,
    retry: { initialSeconds: 1, factor: 2, maxSeconds: 60, jitter: 0.5, maxAttempts: null },
  },
  faults: [],
  interventions: [],
  limits: { seconds: 1e9, events: 1e9 },
}

/** The network of sessions whose blocks' bytes are known, as those of a table are: by default a link of 20 Mbit/s. */
export const sizedNetwork: Network = {
  parallelUploads: defaultScenario.network.parallelUploads,
  bandwidth: '20 Mbit/s',
  latency: defaultScenario.network.latency,
}
