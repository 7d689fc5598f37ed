// Which refused events are retries of one that was applied.
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { alreadyApplied, type SessionEvent, type SessionEventType, step } from '../../src/machine/index.js'
import { right } from './records.js'
import { at, eventOf, history, inState, recordsOf } from './sample.js'

const repeatable: ReadonlySet<SessionEventType> = new Set(['start', 'commit', 'fail', 'cancel'])

describe('an event is already applied', () => {
  it('after it was applied, if the state shows it', () => {
    fc.assert(
      fc.property(history(), ({ first, events }) => {
        let record = first
        for (const event of events) {
          const outcome = step(record, event)
          if (E.isLeft(outcome)) continue
          record = outcome.right
          expect(alreadyApplied(record, event)).toBe(repeatable.has(event.type))
        }
      }),
    )
  })

  it('nowhere that it can be applied', () => {
    fc.assert(
      fc.property(history(), ({ first, events }) => {
        for (const record of recordsOf(first, events)) {
          for (const event of events) {
            expect(alreadyApplied(record, event) && E.isRight(step(record, event))).toBe(false)
          }
        }
      }),
    )
  })

  it.each<[string, boolean, SessionEvent]>([
    ['without a number of jobs', true, eventOf.commit],
    ['with the same number', true, { ...eventOf.commit, totalJobCount: 13 }],
    ['with another number', false, { ...eventOf.commit, totalJobCount: 12 }],
    ['with none', false, { ...eventOf.commit, totalJobCount: 0 }],
  ])('by a commit of thirteen jobs, a commit %s: %s', (_, expected, commit) => {
    for (const value of ['processing', 'completed'] as const) {
      expect(alreadyApplied(inState[value], commit)).toBe(expected)
    }
  })

  it('as a start by whatever starts a session', () => {
    const started = right(step(inState.created, { type: 'start', at: at(1) }))
    expect(alreadyApplied(inState.created, eventOf.start)).toBe(false)
    expect(alreadyApplied(started, eventOf.start)).toBe(true)
  })
})
