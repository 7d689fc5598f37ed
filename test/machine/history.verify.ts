// Whatever happens to a session, in whatever order: the laws hold.
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

/** Every event of a history in turn, with what the session makes of it. */
function* told([request, happenings]: readonly [
  CreateSessionRequest,
  ReadonlyArray<SessionEvent>,
]): Generator<Step> {
  let record = deepFreeze(right(initialSession({ id: 'a', at: minute(0), request })))
  for (const event of happenings) {
    const before = record
    const outcome = step(before, deepFreeze(event))
    if (E.isRight(outcome)) record = deepFreeze(outcome.right)
    yield { before, event, outcome }
  }
}

const fail = (what: string, { before, event, outcome }: Step): never => {
  throw new Error(`${what}\n${JSON.stringify({ before: toResource(before), event, outcome }, null, 2)}`)
}

const numRuns = 6_000

describe('over any history of events, taken and refused', () => {
  it('no law of a session or of its history is ever broken, and the resource tells the whole record', () => {
    let count = 0
    fc.assert(
      fc.property(histories, (history) => {
        for (const moment of told(history)) {
          count += 1
          if (E.isLeft(moment.outcome)) continue
          const earlier = toResource(moment.before)
          const later = toResource(moment.outcome.right)
          const broken = [...violationsOf(later), ...historyViolationsOf(earlier, later)]
          if (broken.length > 0) fail(broken.map(({ message }) => message).join('; '), moment)
          const again = fromResource(later)
          if (!isDeepStrictEqual(again, E.right(moment.outcome.right)))
            fail('another record comes back', moment)
        }
      }),
      { numRuns },
    )
    expect(count).toBeGreaterThanOrEqual(1_000_000)
  })

  it('what remains is never more than the total, never less than nothing, and never rises', () => {
    fc.assert(
      fc.property(histories, (history) => {
        for (const moment of told(history)) {
          if (E.isLeft(moment.outcome)) continue
          const { blocks: earlier } = moment.before.context
          const { blocks, jobs } = moment.outcome.right.context
          const wrong =
            blocks.remaining > blocks.total ||
            blocks.remaining < 0 ||
            blocks.remaining > earlier.remaining ||
            blocks.total !== earlier.total ||
            (jobs !== null && (jobs.remaining > jobs.total || jobs.remaining < 0))
          if (wrong) fail('the counts are wrong', moment)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('a refused event leaves the session unchanged, and only what was refused says why', () => {
    fc.assert(
      fc.property(histories, (history) => {
        for (const moment of told(history)) {
          // Records and events are frozen: an attempt to change one throws.
          if (E.isLeft(moment.outcome) && moment.outcome.left.event !== moment.event.type)
            fail('the rejection is of another event', moment)
          if (E.isRight(moment.outcome) && moment.outcome.right === moment.before)
            fail('nothing changed, and nothing was said', moment)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('nothing moves a finished session', () => {
    let finished = 0
    fc.assert(
      fc.property(histories, (history) => {
        for (const moment of told(history)) {
          if (!sessionStates[moment.before.value].final) continue
          finished += 1
          if (E.isRight(moment.outcome) || moment.outcome.left.code !== 'finished')
            fail('a finished session moved', moment)
        }
      }),
      { numRuns: 500 },
    )
    expect(finished).toBeGreaterThan(1_000)
  })
})
