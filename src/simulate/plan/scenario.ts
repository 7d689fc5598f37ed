// The conditions under which a session is simulated: network, processing, client, faults, interventions.
import type { Distribution } from './distribution.js'
import type { Fault } from './fault.js'
import type { Intervention } from './intervention.js'

/** How messages travel. */
export interface Network {
  /** The number of blocks in flight at a time. */
  readonly parallelUploads: number
  /** Blocks a second, of one upload. */
  readonly throughput: Distribution
  /** Seconds that a message takes one way, beside the transfer of its block. */
  readonly latency: Distribution
}

/** How the server processes a committed session. */
export interface Processing {
  /** The number of jobs; with null the session's own total, else one for each block. */
  readonly totalJobCount: number | null
  /** The number of jobs that are processed at a time. */
  readonly workers: number
  readonly secondsPerJob: Distribution
}

/** How the client uploads. */
export interface Client {
  /** How long it waits for a response before it sends the request again; doubles with each attempt. */
  readonly timeoutSeconds: number
  /** How often it reads the session while that is processed. */
  readonly secondsBetweenReads: number
}

/** The conditions of a simulation. */
export interface Scenario {
  /** An Int32; the same plan with the same seed gives the same trace. */
  readonly seed: number
  readonly network: Network
  readonly processing: Processing
  readonly client: Client
  readonly faults: ReadonlyArray<Fault>
  readonly interventions: ReadonlyArray<Intervention>
}

/**
 * A scenario without faults: four uploads at a time, two workers, seconds for a block and for a job.
 *
 * @example
 * import { defaultScenario } from 'exact-match-session/simulate'
 *
 * defaultScenario.client // { timeoutSeconds: 10, secondsBetweenReads: 5 }
 */
export const defaultScenario: Scenario = {
  seed: 1,
  network: {
    parallelUploads: 4,
    throughput: { distribution: 'uniform', least: 0.5, most: 2 },
    latency: { distribution: 'uniform', least: 0.02, most: 0.2 },
  },
  processing: {
    totalJobCount: null,
    workers: 2,
    secondsPerJob: { distribution: 'uniform', least: 1, most: 4 },
  },
  client: { timeoutSeconds: 10, secondsBetweenReads: 5 },
  faults: [],
  interventions: [],
}
