// When a session will be done: rates observed over time, recent ones counting most.
import { DateTimeOffset, epochMillisOf } from '../../codec/index.js'
import { type ExactMatchSession, sessionStates } from '../../model/index.js'
import type { SessionRecord } from '../record.js'
import { type Duration, durationOf } from './duration.js'
import { type ObservedSession, observed } from './observed.js'
import { type Progress, progressOf } from './progress.js'

/** How a forecast weighs its observations. */
export interface ForecastOptions {
  /**
   * After how many seconds an observation counts for 1/e, some 37 %, of what it did.
   * @defaultValue 30
   */
  readonly timeConstant?: number
}

/** A rate, as sums in which every observation weighs less the older it is. */
interface ObservedRate {
  readonly count: number
  readonly seconds: number
}

/** The last observation and the rates so far; part of a forecast, for the next one. */
export interface Observation {
  readonly at: DateTimeOffset
  readonly blocksDone: number
  readonly jobsDone: number
  readonly blocks: ObservedRate
  readonly jobs: ObservedRate
}

/** When the current phase of a session is expected to end. */
export interface Forecast extends Pick<Progress, 'percentage'> {
  /** How much of the session is done, from 0 to 1. */
  readonly fraction: number
  /** Blocks a second, of late; null before any time has passed. */
  readonly blocksPerSecond: number | null
  /** Jobs a second, of late; null before any time has passed. */
  readonly jobsPerSecond: number | null
  /** How long the upload, or the processing after it, will take from now; null where nothing progresses. */
  readonly remaining: Duration | null
  /** When the upload, or the processing after it, will be completed; of a finished session when it was. */
  readonly expectedCompletion: DateTimeOffset | null
  /** For the next forecast. */
  readonly observation: Observation
}

const unobserved: ObservedRate = { count: 0, seconds: 0 }

/** The sums after an interval in which `done` were done, evenly: what is older decays with e^(−seconds / constant). */
const observe = (rate: ObservedRate, done: number, seconds: number, constant: number): ObservedRate => {
  const decay = Math.exp(-seconds / constant)
  const weight = -constant * Math.expm1(-seconds / constant)
  return { count: rate.count * decay + (done / seconds) * weight, seconds: rate.seconds * decay + weight }
}

const perSecond = ({ count, seconds }: ObservedRate): number | null => (seconds > 0 ? count / seconds : null)

/** The observation that follows another; the same one until the clock has moved on, so that no progress is lost. */
const nextObservation = (
  { blocks, jobs }: ObservedSession,
  at: DateTimeOffset,
  previous: Observation | undefined,
  constant: number,
): Observation => {
  const blocksDone = blocks.total - blocks.remaining
  const jobsDone = jobs.total - jobs.remaining
  if (previous === undefined) return { at, blocksDone, jobsDone, blocks: unobserved, jobs: unobserved }
  const seconds = (epochMillisOf(at) - epochMillisOf(previous.at)) / 1000
  if (seconds <= 0) return previous
  return {
    at,
    blocksDone,
    jobsDone,
    blocks: observe(previous.blocks, Math.max(0, blocksDone - previous.blocksDone), seconds, constant),
    jobs: observe(previous.jobs, Math.max(0, jobsDone - previous.jobsDone), seconds, constant),
  }
}

/** The seconds that the current phase still takes; null where nothing progresses. */
const secondsLeft = ({ blocks, jobs }: ObservedSession, observation: Observation): number | null => {
  const [remaining, rate] =
    blocks.remaining > 0
      ? [blocks.remaining, perSecond(observation.blocks)]
      : [jobs.remaining, perSecond(observation.jobs)]
  return remaining === 0 || rate === null || rate === 0 ? null : remaining / rate
}

const after = (at: DateTimeOffset, seconds: number): DateTimeOffset | null => {
  const date = new Date(epochMillisOf(at) + Math.round(seconds * 1000))
  return Number.isNaN(date.getTime()) ? null : DateTimeOffset.of(date)
}

/**
 * When a session will be done, from what has been observed so far: give each forecast the `observation` of the one
 * before. Recent intervals count most, so that a forecast recovers within minutes from a pause of hours. Takes a
 * record, or a resource as the API returned it, even one that violates invariants.
 *
 * @example
 * import { DateTimeOffset } from 'exact-match-session/codec'
 * import { forecastOf } from 'exact-match-session/machine'
 *
 * const session = { state: 'UploadInProgress', totalBlockCount: 15 }
 * const first = forecastOf({ ...session, remainingBlockCount: 15 }, DateTimeOffset.of('2026-11-24T09:00:00Z'))
 * const second = forecastOf(
 *   { ...session, remainingBlockCount: 5 },
 *   DateTimeOffset.of('2026-11-24T09:00:20Z'),
 *   first.observation,
 * )
 * second.blocksPerSecond // 0.5
 * second.expectedCompletion // '2026-11-24T09:00:30.000Z'
 */
export const forecastOf = (
  session: SessionRecord | ExactMatchSession,
  now: DateTimeOffset,
  previous?: Observation,
  { timeConstant = 30 }: ForecastOptions = {},
): Forecast => {
  const seen = observed(session)
  const { whole: fraction, percentage } = progressOf(session)
  const observation = nextObservation(seen, now, previous, timeConstant)
  const isFinal = seen.state !== undefined && sessionStates[seen.state].final
  const seconds = isFinal ? 0 : secondsLeft(seen, observation)
  const expected = seconds === null ? null : after(now, seconds)
  return {
    fraction,
    percentage,
    blocksPerSecond: perSecond(observation.blocks),
    jobsPerSecond: perSecond(observation.jobs),
    remaining: seconds === null ? null : durationOf(Math.ceil(seconds)),
    expectedCompletion: isFinal ? seen.completionDateTime : expected,
    observation,
  }
}
