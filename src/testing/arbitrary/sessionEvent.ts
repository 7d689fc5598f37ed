// Events as arbitraries that shrink.
import * as fc from 'fast-check'
import { events, type SessionEvent, type SessionEventType, sessionEventTypes } from '../../machine/index.js'
import { type DateTimeOffsetConstraints, dateTimeOffset, instant } from './dateTimeOffset.js'
import { classificationError, type SessionConstraints, uploadUri } from './session.js'

/** Which events are generated. */
export interface EventConstraints extends SessionConstraints, DateTimeOffsetConstraints {}

/** How often a type is generated: those that advance a session more often than those that end it. */
const weights: { readonly [T in SessionEventType]?: number } = {
  start: 12,
  'block.uploaded': 40,
  commit: 6,
  'job.completed': 40,
  renew: 4,
}

/** Values by property, valid and invalid. */
const valuesFor = (maxCount: number): Readonly<Record<string, fc.Arbitrary<unknown>>> => ({
  count: fc.oneof(
    { weight: 20, arbitrary: fc.integer({ min: 1, max: Math.max(1, Math.ceil(maxCount / 8)) }) },
    { weight: 1, arbitrary: fc.integer({ min: -1, max: maxCount + 1 }) },
  ),
  totalJobCount: fc.integer({ min: -1, max: maxCount }),
  dataUploadURI: uploadUri(),
  error: fc.oneof(classificationError(), fc.constant({})),
})

const earliest = new Date(Date.UTC(2026, 0))
const latest = new Date(Date.UTC(2028, 0))

/**
 * Events, some of which a session must reject: counts may be out of range, and times decrease. Events that end a session
 * are rarer than those that advance it.
 *
 * @example
 * import { sessionEvent } from 'exact-match-session/testing'
 * import * as fc from 'fast-check'
 *
 * fc.assert(fc.property(sessionEvent(), ({ type }) => type.length > 0))
 */
export const sessionEvent = ({
  maxCount = 20,
  ...range
}: EventConstraints = {}): fc.Arbitrary<SessionEvent> => {
  const at = fc.oneof(
    { weight: 9, arbitrary: instant({ min: earliest, max: latest, ...range }) },
    { weight: 1, arbitrary: dateTimeOffset(range) },
  )
  const values = valuesFor(maxCount)
  const eventOf = (type: SessionEventType): fc.Arbitrary<SessionEvent> => {
    const { weakest, payload } = events[type]
    const entries = Object.entries(weakest).map(([name, value]) => [name, values[name] ?? fc.constant(value)])
    const required = payload.is({}) ? [] : Object.keys(weakest)
    // The properties of the event, with other values of the same types.
    return fc.record<Record<string, unknown>>(
      { type: fc.constant(type), at, ...Object.fromEntries(entries) },
      { requiredKeys: ['type', 'at', ...required] },
    ) as fc.Arbitrary<unknown> as fc.Arbitrary<SessionEvent>
  }
  return fc.oneof(
    ...sessionEventTypes.map((type) => ({ weight: weights[type] ?? 1, arbitrary: eventOf(type) })),
  )
}
