// What a simulation starts from: a session, a seed, the network, the service's processing.
import * as E from 'fp-ts/lib/Either.js'
import type { NonEmptyArray } from 'fp-ts/lib/NonEmptyArray.js'
import type { DateTimeOffset } from '../codec/index.js'
import { type Beginning, initialSession, type ResourceFault, type SessionRecord } from '../machine/index.js'
import type { Pace } from './chance.js'

/** How blocks travel. */
export interface Network {
  /** How many blocks are under way at once. */
  readonly parallelUploads: number
  readonly secondsPerBlock: Pace
}

/** How the service works off a committed session. */
export interface Processing {
  /** How many jobs there are; null leaves it to the session: its own total, else one a block. */
  readonly totalJobCount: number | null
  /** How many jobs are worked on at once. */
  readonly workers: number
  readonly secondsPerJob: Pace
}

/** How a simulation runs. */
export interface Circumstances {
  /** An integer; the same plan with the same seed unfolds the same way. */
  readonly seed: number
  readonly network: Network
  readonly processing: Processing
}

/** A session and the circumstances under which it unfolds. */
export interface Plan extends Circumstances {
  /** Where the simulation sets in: a new session, or one on its way. */
  readonly session: SessionRecord
  /** When that is. */
  readonly startDateTime: DateTimeOffset
}

/** Circumstances without surprises: four uploads at once, two workers, seconds for a block and for a job. */
export const fairWeather: Circumstances = {
  seed: 1,
  network: { parallelUploads: 4, secondsPerBlock: { least: 0.5, most: 2 } },
  processing: { totalJobCount: null, workers: 2, secondsPerJob: { least: 1, most: 4 } },
}

/**
 * A plan for the session that a create request begins.
 *
 * @example
 * import type { DateTimeOffset } from 'exact-match-session/codec'
 * import { planFromRequest } from 'exact-match-session/simulate'
 *
 * const plan = (at: DateTimeOffset) => planFromRequest({ id: 'a', at, request: { totalBlockCount: 15 } })
 */
export const planFromRequest = (
  beginning: Beginning,
  circumstances: Partial<Circumstances> = {},
): E.Either<NonEmptyArray<ResourceFault>, Plan> =>
  E.map((session: SessionRecord) => ({
    session,
    startDateTime: beginning.at,
    seed: circumstances.seed ?? fairWeather.seed,
    network: circumstances.network ?? fairWeather.network,
    processing: circumstances.processing ?? fairWeather.processing,
  }))(initialSession(beginning))
