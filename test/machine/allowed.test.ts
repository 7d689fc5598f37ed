import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { dateTimeOffsetOrd } from '../../src/codec/index.js'
import {
  allowedEvents,
  fromResource,
  type SessionEventType,
  type SessionRecord,
  sessionEventTypes,
  step,
  transitions,
} from '../../src/machine/index.js'
import { type SessionStateName, sessionStateNames } from '../../src/model/index.js'
import { sessionEvent } from '../../src/testing/index.js'
import { stepThrough } from './records.js'
import { at, created, eventOf, inState, reachable } from './sample.js'

/** The events that a state has a transition for, in the order of their declaration. */
const allowedIn = (state: SessionStateName): ReadonlyArray<SessionEventType> =>
  sessionEventTypes.filter((type) => Object.hasOwn(transitions[state], type))

describe('the events that a session can take', () => {
  it.each(sessionStateNames)('in %s are those with a transition', (state) => {
    expect(allowedEvents(inState[state])).toEqual(allowedIn(state))
  })

  it('include the type of every event it takes, at that event’s time', () => {
    fc.assert(
      fc.property(reachable(), sessionEvent({ maxCount: 4 }), (record, event) => {
        fc.pre(E.isRight(step(record, event)))
        expect(allowedEvents(record, event.at)).toContain(event.type)
        expect(allowedEvents(record)).toContain(event.type)
      }),
      { numRuns: 500 },
    )
  })

  it('include no type of which it takes no event', () => {
    fc.assert(
      fc.property(reachable(), fc.array(sessionEvent({ maxCount: 4 })), (record, events) => {
        for (const event of events.filter(({ type }) => !allowedEvents(record).includes(type))) {
          expect(E.isLeft(step(record, event))).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })

  it('only decrease with time', () => {
    fc.assert(
      fc.property(reachable(), sessionEvent(), sessionEvent(), (record, first, second) => {
        const inOrder = dateTimeOffsetOrd.compare(first.at, second.at) <= 0
        const [earlier, later] = inOrder ? [first.at, second.at] : [second.at, first.at]
        const before = allowedEvents(record, earlier)
        expect(allowedEvents(record, later).every((type) => before.includes(type))).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})

describe('blocks are among them', () => {
  const uploading = stepThrough(created({ dataUploadURI: `https://upload.example/?se=${at(5)}` }), {
    type: 'start',
    at: at(1),
  })

  it('until the upload URI expires', () => {
    expect(allowedEvents(uploading)).toContain('block.uploaded')
    expect(allowedEvents(uploading, at(4))).toContain('block.uploaded')
    expect(allowedEvents(uploading, at(5))).not.toContain('block.uploaded')
  })

  it('at their own time, however late the session was last updated', () => {
    const late = stepThrough(uploading, {
      ...eventOf.renew,
      at: at(7),
      dataUploadURI: `https://a.example/?se=${at(6)}`,
    })
    expect(allowedEvents(late, at(5))).toContain('block.uploaded')
    expect(allowedEvents(late, at(6))).not.toContain('block.uploaded')
  })

  it('by default, however early the URI expires', () => {
    const ancient: E.Either<unknown, SessionRecord> = fromResource({
      id: 'a',
      state: 'UploadInProgress',
      totalBlockCount: 2,
      remainingBlockCount: 1,
      dataUploadURI: 'https://upload.example/?se=0000-01-01T00:01Z',
    })
    expect(E.map(allowedEvents)(ancient)).toEqual(E.right(allowedIn('uploading')))
  })
})
