// Every cell of the state × event table: where an event leads, or why it is refused, with which figures.
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { maxInt32 } from '../../src/codec/index.js'
import {
  events,
  explain,
  type Rejection,
  type SessionEvent,
  type SessionEventType,
  type SessionRecord,
  sessionEventTypes,
  step,
} from '../../src/machine/index.js'
import { type SessionStateName, sessionStateNames } from '../../src/model/index.js'
import { sessionEvent } from '../../src/testing/index.js'
import { stepThrough } from './records.js'
import { at, created, eventOf, inState, reachable } from './sample.js'

type Row = Readonly<Record<SessionEventType, SessionStateName | Rejection['code']>>

const nothing = 'notAllowed'
const finished: Row = {
  start: 'finished',
  'block.uploaded': 'finished',
  commit: 'finished',
  'job.completed': 'finished',
  renew: 'finished',
  fail: 'finished',
  cancel: 'finished',
}

const table: Readonly<Record<SessionStateName, Row>> = {
  created: {
    start: 'uploading',
    'block.uploaded': 'notStarted',
    commit: 'notStarted',
    'job.completed': nothing,
    renew: 'created',
    fail: 'failed',
    cancel: 'cancelled',
  },
  uploading: {
    start: nothing,
    'block.uploaded': 'uploading',
    commit: 'blocksRemain',
    'job.completed': nothing,
    renew: 'uploading',
    fail: 'failed',
    cancel: 'cancelled',
  },
  uploaded: {
    start: nothing,
    'block.uploaded': 'noBlocksRemain',
    commit: 'processing',
    'job.completed': nothing,
    renew: 'uploaded',
    fail: 'failed',
    cancel: 'cancelled',
  },
  processing: {
    start: nothing,
    'block.uploaded': nothing,
    commit: 'alreadyCommitted',
    // The sample's last job.
    'job.completed': 'completed',
    renew: nothing,
    fail: 'failed',
    cancel: 'cancelled',
  },
  completed: finished,
  failed: finished,
  cancelled: finished,
}

const cells = sessionStateNames.flatMap((state) => sessionEventTypes.map((event) => [state, event] as const))

const outcomeOf = (record: SessionRecord, event: SessionEvent): string =>
  E.match(
    (rejection: Rejection): string => rejection.code,
    ({ value }: SessionRecord): string => value,
  )(step(record, event))

const rejectionOf = (record: SessionRecord, event: SessionEvent): Rejection => {
  const outcome = step(record, event)
  if (E.isRight(outcome)) throw new Error(`${event.type} was taken`)
  return outcome.left
}

describe('a cell', () => {
  it.each(cells)('of %s and %s has the outcome of the table', (state, event) => {
    expect(outcomeOf(inState[state], eventOf[event])).toBe(table[state][event])
  })

  it.each<[string, SessionRecord, SessionEvent, SessionStateName]>([
    ['a session without blocks that starts', created({ totalBlockCount: 0 }), eventOf.start, 'uploaded'],
    ['the last block', inState.uploading, { ...eventOf['block.uploaded'], count: 3 }, 'uploaded'],
    ['a commit without jobs', inState.uploaded, { ...eventOf.commit, totalJobCount: 0 }, 'completed'],
  ])('skips what has nothing to do: %s', (_, record, event, state) => {
    expect(outcomeOf(record, event)).toBe(state)
  })
})

const countOutOfRange = 'countOutOfRange'

/** The figures that a sentence is made of. */
type Expected = Pick<Rejection, 'code' | 'event'> & Readonly<Record<string, unknown>>

describe('a rejection', () => {
  it.each<[Expected, SessionRecord, SessionEvent, string]>([
    [
      { code: 'notStarted', event: 'commit', state: 'created' },
      inState.created,
      eventOf.commit,
      'cannot commit: the upload has not started',
    ],
    [
      { code: 'notStarted', event: 'block.uploaded', state: 'created' },
      inState.created,
      eventOf['block.uploaded'],
      'cannot take blocks: the upload has not started',
    ],
    [
      { code: 'blocksRemain', event: 'commit', state: 'uploading', blocks: { total: 15, remaining: 3 } },
      inState.uploading,
      eventOf.commit,
      'cannot commit: 3 of 15 blocks remain',
    ],
    [
      {
        code: 'noBlocksRemain',
        event: 'block.uploaded',
        state: 'uploaded',
        blocks: { total: 15, remaining: 0 },
      },
      inState.uploaded,
      eventOf['block.uploaded'],
      'cannot take blocks: all 15 blocks have been uploaded',
    ],
    [
      {
        code: 'alreadyCommitted',
        event: 'commit',
        state: 'processing',
        jobs: { total: 13, remaining: 1 },
      },
      inState.processing,
      eventOf.commit,
      'cannot commit: it has been committed already; 1 of 13 jobs remain',
    ],
    [
      { code: 'finished', event: 'cancel', state: 'completed', completionDateTime: at(6) },
      inState.completed,
      eventOf.cancel,
      'cannot cancel: the session is completed since 2026-11-24T10:06:00.000Z',
    ],
    [
      { code: 'finished', event: 'fail', state: 'failed', completionDateTime: at(3) },
      inState.failed,
      eventOf.fail,
      'cannot fail: the session is failed since 2026-11-24T10:03:00.000Z',
    ],
    [
      { code: 'finished', event: 'renew', state: 'cancelled', completionDateTime: at(4) },
      inState.cancelled,
      eventOf.renew,
      'cannot renew: the session is cancelled since 2026-11-24T10:04:00.000Z',
    ],
    [
      { code: 'notAllowed', event: 'start', state: 'uploading' },
      inState.uploading,
      eventOf.start,
      'cannot start: the session is uploading',
    ],
    [
      { code: 'notAllowed', event: 'job.completed', state: 'uploaded' },
      inState.uploaded,
      eventOf['job.completed'],
      'cannot complete jobs: the session is uploaded',
    ],
    [
      { code: countOutOfRange, event: 'block.uploaded', count: 4, least: 1, most: 3 },
      inState.uploading,
      { ...eventOf['block.uploaded'], count: 4 },
      'cannot take blocks: 4 is not a valid number of blocks; expected 1 to 3',
    ],
    [
      { code: countOutOfRange, event: 'job.completed', count: 2, least: 1, most: 1 },
      inState.processing,
      { ...eventOf['job.completed'], count: 2 },
      'cannot complete jobs: 2 is not a valid number of jobs; expected 1 to 1',
    ],
    [
      { code: countOutOfRange, event: 'commit', count: -1, least: 0, most: maxInt32 },
      inState.uploaded,
      { ...eventOf.commit, totalJobCount: -1 },
      'cannot commit: -1 is not a valid number of jobs in total; expected 0 to 2147483647',
    ],
    [
      { code: 'uploadUriExpired', event: 'block.uploaded', expiry: at(5), at: at(10) },
      stepThrough(created({ dataUploadURI: `https://upload.example/?se=${at(5)}` }), {
        type: 'start',
        at: at(1),
      }),
      eventOf['block.uploaded'],
      'cannot take blocks: the upload URI expired at 2026-11-24T10:05:00.000Z, and it is 2026-11-24T10:10:00.000Z; renew the session first',
    ],
    [
      { code: 'errorWithoutDetails', event: 'fail' },
      inState.uploading,
      { ...eventOf.fail, error: { code: '', message: null } },
      'cannot fail: the error has neither a code nor a message',
    ],
  ])('%o has its figures, and its sentence repeats them', (expected, record, event, sentence) => {
    const rejection = rejectionOf(record, event)
    expect(rejection).toMatchObject(expected)
    expect(explain(rejection)).toBe(sentence)
  })

  it('has a shorter sentence where the time or the number of jobs is unknown', () => {
    const { context } = inState.completed
    const timeless = { ...context, timeline: { ...context.timeline, completionDateTime: null } }
    expect(explain(rejectionOf({ value: 'completed', context: timeless }, eventOf.start))).toBe(
      'cannot start: the session is completed',
    )
    expect(
      explain(rejectionOf({ value: 'processing', context: { ...context, jobs: null } }, eventOf.commit)),
    ).toBe('cannot commit: it has been committed already')
  })

  it('is a sentence for every record and every event that is refused', () => {
    fc.assert(
      fc.property(reachable(), sessionEvent({ maxCount: 4 }), (record, event) => {
        const outcome = step(record, event)
        fc.pre(E.isLeft(outcome))
        const sentence = explain(outcome.left)
        expect(outcome.left.event).toBe(event.type)
        expect(sentence.startsWith(`cannot ${events[event.type].verb}: `)).toBe(true)
        expect(sentence).not.toMatch(/undefined|null|NaN|object/)
      }),
      { numRuns: 500 },
    )
  })
})

describe('a count', () => {
  it.each([-1, 0, 4])('of %d blocks is refused where three remain', (count) => {
    expect(outcomeOf(inState.uploading, { ...eventOf['block.uploaded'], count })).toBe(countOutOfRange)
  })

  it.each([-1, 0, 2])('of %d jobs is refused where one remains', (count) => {
    expect(outcomeOf(inState.processing, { ...eventOf['job.completed'], count })).toBe(countOutOfRange)
  })

  it('of -1 jobs in total is refused', () => {
    expect(outcomeOf(inState.uploaded, { ...eventOf.commit, totalJobCount: -1 })).toBe(countOutOfRange)
  })

  it.each([1, 2])('of %d blocks is taken where three remain', (count) => {
    expect(outcomeOf(inState.uploading, { ...eventOf['block.uploaded'], count })).toBe('uploading')
  })

  it('of jobs may be as large as an Int32 is', () => {
    expect(outcomeOf(inState.uploaded, { ...eventOf.commit, totalJobCount: maxInt32 })).toBe('processing')
  })
})

describe('a record in an unknown state', () => {
  const inUnknownState = (value: string): SessionRecord => Object.assign({}, inState.uploading, { value })

  it.each(['paused', 'constructor', '__proto__', 'toString'])('%s refuses every event', (value) => {
    for (const type of sessionEventTypes)
      expect(outcomeOf(inUnknownState(value), eventOf[type])).toBe(nothing)
  })
})
