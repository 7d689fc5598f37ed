// What happens to a session from its beginning on, with what comes of each event, as arbitraries.
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { type DateTimeOffset, maxInt32 } from '../../codec/index.js'
import {
  initialSession,
  type NewSessionInput,
  type Rejection,
  type SessionEvent,
  type SessionRecord,
  step,
  toResource,
} from '../../machine/index.js'
import type { ExactMatchSession } from '../../model/index.js'
import { instant } from './dateTimeOffset.js'
import { createSessionRequest } from './session.js'
import { type EventConstraints, sessionEvent } from './sessionEvent.js'

/** One event, and what comes of it: the session after it, or why it is refused. */
export interface SessionMoment {
  readonly event: SessionEvent
  readonly outcome: E.Either<Rejection, SessionRecord>
}

/** A session from its beginning on. */
export interface SessionHistory {
  readonly beginning: NewSessionInput
  /** The session before the first event. */
  readonly record: SessionRecord
  readonly moments: ReadonlyArray<SessionMoment>
}

/** How long histories are, and what is in them. */
export interface SessionHistoryConstraints extends EventConstraints {
  /** At most so many events; 40 by default. */
  readonly maxEvents?: number
}

const fitting = (count: number, remaining: number): number =>
  remaining < 1 ? count : (Math.abs(Math.trunc(count)) % remaining) + 1

/** The event with a count that the session can take, if it can take any. */
const fitted = ({ context }: SessionRecord, event: SessionEvent): SessionEvent => {
  const { blocks, jobs } = context
  if (event.type === 'block.uploaded') return { ...event, count: fitting(event.count, blocks.remaining) }
  if (event.type === 'job.completed') return { ...event, count: fitting(event.count, jobs?.remaining ?? 0) }
  if (event.type !== 'commit' || event.totalJobCount === undefined) return event
  return { ...event, totalJobCount: Math.min(Math.abs(event.totalJobCount), maxInt32) }
}

interface Draw {
  readonly event: SessionEvent
  /** Whether it is made to fit. */
  readonly fits: boolean
}

const unfolded =
  (keep: (moment: SessionMoment) => boolean) =>
  (beginning: NewSessionInput, record: SessionRecord, draws: ReadonlyArray<Draw>): SessionHistory => {
    const moments: Array<SessionMoment> = []
    let last = record
    for (const { event: drawn, fits } of draws) {
      const event = fits ? fitted(last, drawn) : drawn
      const outcome = step(last, event)
      if (!keep({ event, outcome })) continue
      moments.push({ event, outcome })
      if (E.isRight(outcome)) last = outcome.right
    }
    return { beginning, record, moments }
  }

const begun = (beginning: NewSessionInput): SessionRecord =>
  E.getOrElse<unknown, SessionRecord>(() => {
    // createSessionRequest makes lawful requests alone; its own test holds it to that.
    throw new Error('a request that was to be lawful is not')
  })(initialSession(beginning))

const histories = (
  keep: (moment: SessionMoment) => boolean,
  fits: fc.Arbitrary<boolean>,
  { maxEvents = 40, ...constraints }: SessionHistoryConstraints,
): fc.Arbitrary<SessionHistory> => {
  const at: fc.Arbitrary<DateTimeOffset> = instant({
    min: constraints.min ?? new Date(Date.UTC(2026, 0)),
    max: constraints.max ?? new Date(Date.UTC(2028, 0)),
  })
  const { maxCount } = constraints
  return fc
    .tuple(
      fc.record({
        id: fc.uuid(),
        at,
        request: createSessionRequest(maxCount === undefined ? {} : { maxCount }),
      }),
      fc.array(fc.record({ event: sessionEvent(constraints), fits }), { maxLength: maxEvents, size: 'max' }),
    )
    .map(([beginning, draws]) => unfolded(keep)(beginning, begun(beginning), draws))
}

/**
 * Histories in which every event is taken.
 *
 * @example
 * import { lawfulHistory } from 'exact-match-session/testing'
 * import * as fc from 'fast-check'
 * import * as E from 'fp-ts/lib/Either.js'
 *
 * fc.assert(fc.property(lawfulHistory(), ({ moments }) => moments.every(({ outcome }) => E.isRight(outcome))))
 */
export const lawfulHistory = (constraints: SessionHistoryConstraints = {}): fc.Arbitrary<SessionHistory> =>
  histories(({ outcome }) => E.isRight(outcome), fc.constant(true), constraints)

/**
 * Histories in which some events are refused, each with its reason.
 *
 * @example
 * import { historyWithRefusals } from 'exact-match-session/testing'
 * import * as fc from 'fast-check'
 *
 * fc.assert(fc.property(historyWithRefusals({ maxEvents: 5 }), ({ moments }) => moments.length <= 5))
 */
export const historyWithRefusals = (
  constraints: SessionHistoryConstraints = {},
): fc.Arbitrary<SessionHistory> => histories(() => true, fc.nat(3).map(Boolean), constraints)

const lastOf = ({ record, moments }: SessionHistory): SessionRecord =>
  moments.reduce((last, { outcome }) => E.getOrElse(() => last)(outcome), record)

/**
 * Sessions in any state that break no law; some properties are null or missing, as in a resource that nobody tells
 * everything of.
 *
 * @example
 * import { violationsOf } from 'exact-match-session/model'
 * import { lawfulSession } from 'exact-match-session/testing'
 * import * as fc from 'fast-check'
 *
 * fc.assert(fc.property(lawfulSession(), (session) => violationsOf(session).length === 0))
 */
export const lawfulSession = (constraints: SessionHistoryConstraints = {}): fc.Arbitrary<ExactMatchSession> =>
  fc.tuple(lawfulHistory(constraints), fc.array(fc.nat(), { maxLength: 6 })).map(([history, places]) => {
    const properties = Object.entries(toResource(lastOf(history)))
    const missing = new Set(places.map((place) => place % properties.length))
    return Object.fromEntries(properties.filter((_, place) => !missing.has(place)))
  })
