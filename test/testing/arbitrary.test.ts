// Sessions, their parts, histories and calls as arbitraries.
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { DateTimeOffset } from '../../src/codec/index.js'
import { SessionEvent, step } from '../../src/machine/index.js'
import * as model from '../../src/model/index.js'
import {
  callHistory,
  createSessionRequest,
  dateTimeOffset,
  historyWithRefusals,
  overlappingHistory,
  sessionCall,
  validHistory,
  validSession,
} from '../../src/testing/index.js'
import { smallest } from './smallest.js'

describe('timestamps', () => {
  it('have every format', () => {
    fc.assert(fc.property(dateTimeOffset(), DateTimeOffset.is))
    const lengths = fc.sample(dateTimeOffset(), { numRuns: 500, seed: 1 }).map((at) => at.length)
    expect(new Set(lengths).size).toBeGreaterThan(15)
  })
})

describe('create requests', () => {
  it('are valid and decode', () => {
    fc.assert(
      fc.property(createSessionRequest(), (request) => {
        expect(model.CreateSessionRequest.is(request)).toBe(true)
        expect(model.violationsOf(request)).toEqual([])
      }),
    )
  })
})

describe('sessions', () => {
  it('are valid, in every state', () => {
    const states = new Set<unknown>()
    fc.assert(
      fc.property(validSession(), (session) => {
        states.add(session.state)
        expect(model.ExactMatchSession.is(session)).toBe(true)
        expect(model.violationsOf(session)).toEqual([])
      }),
      { numRuns: 500, seed: 1 },
    )
    for (const { wire } of Object.values(model.sessionStates)) expect(states).toContain(wire)
  })
})

describe('histories', () => {
  it.each([
    ['valid', validHistory],
    ['with refusals', historyWithRefusals],
  ] as const)('%s have the outcomes of step', (_, histories) => {
    fc.assert(
      fc.property(histories(), ({ record, steps }) => {
        let last = record
        for (const { event, outcome } of steps) {
          expect(SessionEvent.is(event)).toBe(true)
          expect(step(last, event)).toEqual(outcome)
          last = E.getOrElse(() => last)(outcome)
        }
      }),
    )
  })

  it('accept every event where they are valid, and only some otherwise', () => {
    fc.assert(fc.property(validHistory(), ({ steps }) => steps.every(({ outcome }) => E.isRight(outcome))))
    const all = fc.sample(historyWithRefusals(), { numRuns: 200, seed: 1 }).flatMap(({ steps }) => steps)
    const accepted = all.filter(({ outcome }) => E.isRight(outcome)).length
    expect(accepted).toBeGreaterThan(all.length / 10)
    expect(accepted).toBeLessThan((all.length * 9) / 10)
  })

  it('reach every final state, and shrink to no steps', () => {
    const finalStates = new Set(
      fc
        .sample(validHistory(), { numRuns: 500, seed: 1 })
        .map(
          ({ record, steps }) =>
            steps.reduce((last, { outcome }) => E.getOrElse(() => last)(outcome), record).value,
        ),
    )
    expect([...finalStates]).toEqual(expect.arrayContaining(['completed', 'failed', 'cancelled']))
    expect(smallest(historyWithRefusals())?.steps).toEqual([])
  })

  it('satisfy their constraints', () => {
    const min = new Date(Date.UTC(2030, 0))
    const max = new Date(Date.UTC(2030, 1))
    fc.assert(
      fc.property(historyWithRefusals({ maxEvents: 4, maxCount: 2, min, max }), ({ input, steps }) => {
        expect(steps.length).toBeLessThanOrEqual(4)
        expect(input.request.totalBlockCount).toBeLessThanOrEqual(2)
        const first = input.at
        expect(first.startsWith('2030-01') || first.startsWith('2030-02-01')).toBe(true)
      }),
    )
  })
})

describe('calls', () => {
  it('satisfy their constraints', () => {
    fc.assert(
      fc.property(
        sessionCall({ without: ['start', 'fail'], times: false, jobsWithCommit: false }),
        (call) =>
          call.call !== 'start' &&
          call.call !== 'fail' &&
          call.at === undefined &&
          !('totalJobCount' in call && call.call === 'commit'),
      ),
    )
  })

  it('form histories that begin with a create call and shrink to it', () => {
    fc.assert(
      fc.property(
        callHistory({ maxCalls: 3 }),
        ({ calls }) => calls[0]?.call === 'create' && calls.length < 5,
      ),
    )
    expect(smallest(callHistory())).toEqual({ calls: [{ call: 'create', request: { totalBlockCount: 0 } }] })
    fc.assert(
      fc.property(
        overlappingHistory({ clients: 3 }),
        ({ clients = [] }) => clients.length >= 2 && clients.length <= 3,
      ),
    )
  })
})
