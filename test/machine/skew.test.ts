// Clocks that disagree: an event may bear any time, years before the last one or after it.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DateTimeOffset, dateTimeOffsetOrd, isPresent } from '../../src/codec/index.js'
import { type SessionRecord, toResource } from '../../src/machine/index.js'
import { historyViolationsOf, violationsOf } from '../../src/model/index.js'
import { stepThrough } from './records.js'
import { at, created, eventOf, history, inState, recordsOf } from './sample.js'

const year = 365 * 24 * 60

const violations = (records: ReadonlyArray<SessionRecord>) => {
  const sessions = records.map(toResource)
  return sessions.flatMap((session, index) => [
    ...violationsOf(session),
    ...historyViolationsOf(sessions[index - 1] ?? session, session),
  ])
}

/** From a millisecond to centuries, forwards and backwards. */
const skewed = (minutes: number): fc.Arbitrary<DateTimeOffset> =>
  fc
    .oneof(
      fc.integer({ min: -5, max: 5 }).map((milliseconds) => milliseconds / 60_000),
      fc.integer({ min: -120, max: 120 }),
      fc.integer({ min: -400 * year, max: 400 * year }),
    )
    .map((skew) => at(minutes + skew))

describe('whatever the times of its events', () => {
  it('a session satisfies every invariant', () => {
    const skewedHistory = history().chain(({ first, events }) =>
      fc
        .tuple(...events.map((event, index) => skewed(index).map((time) => ({ ...event, at: time }))))
        .map((events) => ({ first, events })),
    )
    fc.assert(
      fc.property(skewedHistory, ({ first, events }) => {
        expect(violations(recordsOf(first, events))).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('recorded timestamps never decrease', () => {
    fc.assert(
      fc.property(history(), ({ first, events }) => {
        const times = recordsOf(first, events).map(({ context }) => context.lastUpdatedDateTime)
        const pairs = times.slice(1).map((time, index) => [times[index], time] as const)
        for (const [earlier, later] of pairs) {
          expect(
            isPresent(earlier) && isPresent(later) && dateTimeOffsetOrd.compare(earlier, later) <= 0,
          ).toBe(true)
        }
      }),
      { numRuns: 200 },
    )
  })
})

describe('an event that bears an earlier time than the last', () => {
  it.each([
    ['a millisecond', 1 / 60_000],
    ['an hour', 60],
    ['twenty years', 20 * year],
  ])('by %s is recorded at the time of the last', (_, minutes) => {
    const event = { ...eventOf['block.uploaded'], at: at(2 - minutes), count: 3 }
    expect(toResource(stepThrough(inState.uploading, event))).toMatchObject({
      uploadCompletionDateTime: at(2),
      lastUpdatedDateTime: at(2),
    })
  })

  it('is recorded at its own time where the last one is unknown', () => {
    const { value, context } = created()
    const timeless: SessionRecord = { value, context: { ...context, lastUpdatedDateTime: null } }
    expect(stepThrough(timeless, { type: 'start', at: at(-5) }).context.lastUpdatedDateTime).toBe(at(-5))
  })

  it('keeps its own text where it is the same instant', () => {
    const [earlier, same] = ['2026-11-24T10:02:00.000Z', '2026-11-24T13:02+03:00'] as [
      DateTimeOffset,
      DateTimeOffset,
    ]
    expect(inState.uploading.context.lastUpdatedDateTime).toBe(earlier)
    const record = stepThrough(inState.uploading, { ...eventOf['block.uploaded'], at: same })
    expect(record.context.lastUpdatedDateTime).toBe(same)
  })
})
