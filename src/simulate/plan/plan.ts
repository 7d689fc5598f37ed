// What a simulation starts from: a session, a seed, the network, both sides' ways of working, what goes wrong.

import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import type { DateTimeOffset } from '../../codec/index.js'
import {
  fromResource,
  initialSession,
  type NewSessionInput,
  type ResourceIssue,
  type SessionRecord,
} from '../../machine/index.js'
import type { ExactMatchSession } from '../../model/index.js'
import { guidFrom } from '../mint.js'
import type { Distribution } from './distribution.js'
import type { Fault } from './fault.js'
import type { Intervention } from './intervention.js'

/** How messages travel. */
export interface Network {
  /** How many blocks are under way at once. */
  readonly parallelUploads: number
  /** Blocks a second, of one upload. */
  readonly throughput: Distribution
  /** Seconds that a message takes from one side to the other, beside those its block takes. */
  readonly latency: Distribution
}

/** How the service works off a committed session. */
export interface Processing {
  /** How many jobs there are; null leaves it to the session: its own total, else one a block. */
  readonly totalJobCount: number | null
  /** How many jobs are worked on at once. */
  readonly workers: number
  readonly secondsPerJob: Distribution
}

/** How the client goes about its upload. */
export interface Client {
  /** How long it waits for an answer before it asks again; twice as long each further time. */
  readonly patienceSeconds: number
  /** How often it reads the session while that is processed. */
  readonly secondsBetweenReads: number
}

/** How a simulation runs. */
export interface Circumstances {
  /** An Int32; the same plan with the same seed unfolds the same way. */
  readonly seed: number
  readonly network: Network
  readonly processing: Processing
  readonly client: Client
  readonly faults: ReadonlyArray<Fault>
  readonly interventions: ReadonlyArray<Intervention>
}

/**
 * Circumstances without surprises: four uploads at once, two workers, seconds for a block and for a job.
 *
 * @example
 * import { fairWeather } from 'exact-match-session/simulate'
 *
 * fairWeather.seed // 1
 */
export const fairWeather: Circumstances = {
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
  client: { patienceSeconds: 10, secondsBetweenReads: 5 },
  faults: [],
  interventions: [],
}

/** A session and the circumstances under which it unfolds; see the codec of the same name for its JSON. */
export interface Plan extends Circumstances {
  /** Where the simulation sets in: a new session, or one on its way. */
  readonly session: SessionRecord
  /** When that is. */
  readonly startDateTime: DateTimeOffset
}

const planWith =
  (
    startDateTime: DateTimeOffset,
    {
      seed = fairWeather.seed,
      network = fairWeather.network,
      processing = fairWeather.processing,
      client = fairWeather.client,
      faults = fairWeather.faults,
      interventions = fairWeather.interventions,
    }: Partial<Circumstances>,
  ) =>
  (session: SessionRecord): Plan => ({
    session,
    startDateTime,
    seed,
    network,
    processing,
    client,
    faults,
    interventions,
  })

/**
 * A plan for the session that a create request begins; whatever circumstances are left out are fair weather.
 *
 * @example
 * import type { DateTimeOffset } from 'exact-match-session/codec'
 * import { planFromRequest } from 'exact-match-session/simulate'
 *
 * const plan = (at: DateTimeOffset) => planFromRequest({ id: 'a', at, request: { totalBlockCount: 15 } })
 */
export const planFromRequest = (
  beginning: NewSessionInput,
  circumstances: Partial<Circumstances> = {},
): E.Either<NonEmptyArray<ResourceIssue>, Plan> =>
  pipe(initialSession(beginning), E.map(planWith(beginning.at, circumstances)))

/**
 * A plan that continues a session as a service returned it, in any state; without an id it gets one of the seed.
 *
 * @example
 * import type { DateTimeOffset } from 'exact-match-session/codec'
 * import { planFromResource } from 'exact-match-session/simulate'
 *
 * const plan = (at: DateTimeOffset) => planFromResource({ totalBlockCount: 15, remainingBlockCount: 3 }, at)
 */
export const planFromResource = (
  resource: ExactMatchSession,
  at: DateTimeOffset,
  circumstances: Partial<Circumstances> = {},
): E.Either<NonEmptyArray<ResourceIssue>, Plan> =>
  pipe(
    fromResource({ ...resource, id: resource.id ?? guidFrom(circumstances.seed ?? fairWeather.seed) }),
    E.map(planWith(at, circumstances)),
  )
