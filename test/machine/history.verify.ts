// Any events in any order: the invariants hold.
import { isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import {
  fromResource,
  initialSession,
  type SessionEvent,
  type SessionRecord,
  step,
  toResource,
} from '../../src/machine/index.js'
import {
  type CreateSessionRequest,
  historyViolationsOf,
  sessionStates,
  violationsOf,
} from '../../src/model/index.js'
import { createSessionRequest, sessionEvent } from '../../src/testing/index.js'
import { deepFreeze, minute, right } from './records.js'

const events = fc.array(sessionEvent(), { maxLength: 400, size: 'max' })
const histories = fc.tuple(createSessionRequest(), events)

interface Step {
  readonly before: SessionRecord
  readonly event: SessionEvent
  readonly outcome: ReturnType<typeof step>
}

/** Every event of a history in turn, with its outcome. */
function* stepsOf([request, events]: readonly [
  CreateSessionRequest,
  ReadonlyArray<SessionEvent>,
]): Generator<Step> {
  let record = deepFreeze(right(initialSession({ id: 'a', at: minute(0), request })))
  for (const event of events) {
    const before = record
    const outcome = step(before, deepFreeze(event))
    if (E.isRight(outcome)) record = deepFreeze(outcome.right)
    yield { before, event, outcome }
  }
}

const fail = (message: string, { before, event, outcome }: Step): never => {
  throw new Error(`${message}\n${JSON.stringify({ before: toResource(before), event, outcome }, null, 2)}`)
}

const numRuns = 6_000

describe('over any history of events', () => {
  it('no invariant is violated, and the record comes back from its resource', () => {
    let count = 0
    fc.assert(
      fc.property(histories, (history) => {
        for (const each of stepsOf(history)) {
          count += 1
          if (E.isLeft(each.outcome)) continue
          const earlier = toResource(each.before)
          const later = toResource(each.outcome.right)
          const violations = [...violationsOf(later), ...historyViolationsOf(earlier, later)]
          if (violations.length > 0) fail(violations.map(({ message }) => message).join('; '), each)
          const again = fromResource(later)
          if (!isDeepStrictEqual(again, E.right(each.outcome.right))) fail('another record comes back', each)
        }
      }),
      { numRuns },
    )
    expect(count).toBeGreaterThanOrEqual(1_000_000)
  })

  it('remaining counts never exceed the total, never become negative and never increase', () => {
    fc.assert(
      fc.property(histories, (history) => {
        for (const each of stepsOf(history)) {
          if (E.isLeft(each.outcome)) continue
          const { blocks: earlier } = each.before.context
          const { blocks, jobs } = each.outcome.right.context
          const wrong =
            blocks.remaining > blocks.total ||
            blocks.remaining < 0 ||
            blocks.remaining > earlier.remaining ||
            blocks.total !== earlier.total ||
            (jobs !== null && (jobs.remaining > jobs.total || jobs.remaining < 0))
          if (wrong) fail('the counts are wrong', each)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('a refused event leaves the session unchanged, and the rejection names it', () => {
    fc.assert(
      fc.property(histories, (history) => {
        for (const each of stepsOf(history)) {
          // Records and events are frozen: an attempt to change one throws.
          if (E.isLeft(each.outcome) && each.outcome.left.event !== each.event.type)
            fail('the rejection is of another event', each)
          if (E.isRight(each.outcome) && each.outcome.right === each.before)
            fail('an event was taken without a change', each)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('a finished session refuses every event', () => {
    let finished = 0
    fc.assert(
      fc.property(histories, (history) => {
        for (const each of stepsOf(history)) {
          if (!sessionStates[each.before.value].final) continue
          finished += 1
          if (E.isRight(each.outcome) || each.outcome.left.code !== 'finished')
            fail('a finished session moved', each)
        }
      }),
      { numRuns: 500 },
    )
    expect(finished).toBeGreaterThan(1_000)
  })
})
