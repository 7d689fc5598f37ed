// Histories of a session as arbitraries: events since its creation, each with its outcome.
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

/** One event, and the session after it, or why it is rejected. */
export interface HistoryStep {
  readonly event: SessionEvent
  readonly outcome: E.Either<Rejection, SessionRecord>
}

/** A session and the events since its creation. */
export interface SessionHistory {
  readonly input: NewSessionInput
  /** The session before the first event. */
  readonly record: SessionRecord
  readonly steps: ReadonlyArray<HistoryStep>
}

/** The length of histories, and their events. */
export interface SessionHistoryConstraints extends EventConstraints {
  /** The maximal number of events, 40 by default. */
  readonly maxEvents?: number
}

const limitCount = (count: number, remaining: number): number =>
  remaining < 1 ? count : (Math.abs(Math.trunc(count)) % remaining) + 1

/** The event with a count that is valid for the session, if any is. */
const withValidCount = ({ context }: SessionRecord, event: SessionEvent): SessionEvent => {
  const { blocks, jobs } = context
  if (event.type === 'block.uploaded') return { ...event, count: limitCount(event.count, blocks.remaining) }
  if (event.type === 'job.completed')
    return { ...event, count: limitCount(event.count, jobs?.remaining ?? 0) }
  if (event.type !== 'commit' || event.totalJobCount === undefined) return event
  return { ...event, totalJobCount: Math.min(Math.abs(event.totalJobCount), maxInt32) }
}

interface GeneratedEvent {
  readonly event: SessionEvent
  /** Whether its count is made valid. */
  readonly fits: boolean
}

const unfold =
  (keep: (step: HistoryStep) => boolean) =>
  (
    input: NewSessionInput,
    record: SessionRecord,
    generated: ReadonlyArray<GeneratedEvent>,
  ): SessionHistory => {
    const steps: Array<HistoryStep> = []
    let last = record
    for (const { event: original, fits } of generated) {
      const event = fits ? withValidCount(last, original) : original
      const outcome = step(last, event)
      if (!keep({ event, outcome })) continue
      steps.push({ event, outcome })
      if (E.isRight(outcome)) last = outcome.right
    }
    return { input, record, steps }
  }

const begin = (input: NewSessionInput): SessionRecord =>
  E.getOrElse<unknown, SessionRecord>(() => {
    // createSessionRequest generates only valid requests, as its own test checks.
    throw new Error('createSessionRequest generated an invalid request')
  })(initialSession(input))

const histories = (
  keep: (step: HistoryStep) => boolean,
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
    .map(([input, generated]) => unfold(keep)(input, begin(input), generated))
}

/**
 * Histories in which every event is accepted.
 *
 * @example
 * import { validHistory } from 'exact-match-session/testing'
 * import * as fc from 'fast-check'
 * import * as E from 'fp-ts/lib/Either.js'
 *
 * fc.assert(fc.property(validHistory(), ({ steps }) => steps.every(({ outcome }) => E.isRight(outcome))))
 */
export const validHistory = (constraints: SessionHistoryConstraints = {}): fc.Arbitrary<SessionHistory> =>
  histories(({ outcome }) => E.isRight(outcome), fc.constant(true), constraints)

/**
 * Histories in which some events are rejected, each with its reason.
 *
 * @example
 * import { historyWithRefusals } from 'exact-match-session/testing'
 * import * as fc from 'fast-check'
 *
 * fc.assert(fc.property(historyWithRefusals({ maxEvents: 5 }), ({ steps }) => steps.length <= 5))
 */
export const historyWithRefusals = (
  constraints: SessionHistoryConstraints = {},
): fc.Arbitrary<SessionHistory> => histories(() => true, fc.nat(3).map(Boolean), constraints)

const lastRecordOf = ({ record, steps }: SessionHistory): SessionRecord =>
  steps.reduce((last, { outcome }) => E.getOrElse(() => last)(outcome), record)

/**
 * Sessions in any state without violations; some properties are null or missing, as in a partial resource.
 *
 * @example
 * import { violationsOf } from 'exact-match-session/model'
 * import { validSession } from 'exact-match-session/testing'
 * import * as fc from 'fast-check'
 *
 * fc.assert(fc.property(validSession(), (session) => violationsOf(session).length === 0))
 */
export const validSession = (constraints: SessionHistoryConstraints = {}): fc.Arbitrary<ExactMatchSession> =>
  fc.tuple(validHistory(constraints), fc.array(fc.nat(), { maxLength: 6 })).map(([history, places]) => {
    const properties = Object.entries(toResource(lastRecordOf(history)))
    const missing = new Set(places.map((place) => place % properties.length))
    return Object.fromEntries(properties.filter((_, place) => !missing.has(place)))
  })
