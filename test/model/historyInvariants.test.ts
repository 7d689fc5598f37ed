// The invariants of two readings of one session, the earlier and the later.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DateTimeOffset } from '../../src/codec/index.js'
import {
  type ExactMatchSession,
  type HistoryInvariantName,
  historyInvariants,
  historyViolationsOf,
} from '../../src/model/index.js'
import { sessionJson } from './json.js'

const at = (hour: number): DateTimeOffset => {
  const text = `2026-11-20T${hour}:00Z`
  if (!DateTimeOffset.is(text)) throw new Error(text)
  return text
}

type Case = readonly [HistoryInvariantName, string, ExactMatchSession, ExactMatchSession]

const violations: ReadonlyArray<Case> = [
  ['remainingNeverRises', '/remainingBlockCount', { remainingBlockCount: 3 }, { remainingBlockCount: 4 }],
  ['remainingNeverRises', '/remainingJobCount', { remainingJobCount: 3 }, { remainingJobCount: 4 }],
  ['totalsStand', '/totalBlockCount', { totalBlockCount: 3 }, { totalBlockCount: 2 }],
  ['totalsStand', '/totalJobCount', { totalJobCount: 3 }, { totalJobCount: 4 }],
  [
    'totalsStand',
    '/totalJobCount',
    { state: 'Created', totalBlockCount: 3, totalJobCount: 3 },
    { state: 'ProcessingInProgress', totalBlockCount: 3, totalJobCount: 4 },
  ],
  [
    'totalsStand',
    '/totalJobCount',
    { state: 'Created', totalBlockCount: 0, totalJobCount: 3 },
    { state: 'Created', totalBlockCount: 0, totalJobCount: 4 },
  ],
  ['timesWrittenOnce', '/startDateTime', { startDateTime: at(10) }, { startDateTime: at(11) }],
  ['timesWrittenOnce', '/completionDateTime', { completionDateTime: at(11) }, { completionDateTime: at(10) }],
  [
    'updatesInOrder',
    '/lastUpdatedDateTime',
    { lastUpdatedDateTime: at(11) },
    { lastUpdatedDateTime: at(10) },
  ],
  ['finalStatesStand', '/state', { state: 'Completed' }, { state: 'ProcessingInProgress' }],
  [
    'finalStatesStand',
    '/lastUpdatedDateTime',
    { state: 'Cancelled', lastUpdatedDateTime: at(10) },
    { state: 'Cancelled', lastUpdatedDateTime: at(11) },
  ],
]

const successions: ReadonlyArray<readonly [string, ExactMatchSession, ExactMatchSession]> = [
  ['blocks arrive', { remainingBlockCount: 3 }, { remainingBlockCount: 0 }],
  ['an unknown value becomes known', {}, { totalBlockCount: 3, startDateTime: at(10) }],
  ['a known value is left out', { totalBlockCount: 3, state: 'Completed' }, { totalBlockCount: null }],
  [
    'a commit sets the number of jobs anew',
    { state: 'UploadCompleted', totalJobCount: 3, remainingJobCount: 3 },
    { state: 'ProcessingInProgress', totalJobCount: 9, remainingJobCount: 9 },
  ],
  [
    'a commit also starts a session without blocks',
    { state: 'Created', totalBlockCount: 0, totalJobCount: 3 },
    { state: 'ProcessingInProgress', totalBlockCount: 0, totalJobCount: 9 },
  ],
  ['an update comes later', { lastUpdatedDateTime: at(10) }, { lastUpdatedDateTime: at(11) }],
]

describe('historyViolationsOf', () => {
  it.each(violations)('names %s at %s', (invariant, path, earlier, later) => {
    expect(historyViolationsOf(earlier, later)).toEqual([
      { invariant, path, message: expect.stringMatching(/^\w+ changed from .+ to .+$/) },
    ])
  })

  it('names every invariant', () => {
    expect(new Set(violations.map(([invariant]) => invariant))).toEqual(
      new Set(Object.keys(historyInvariants)),
    )
  })

  it.each(successions)('names none where %s', (_, earlier, later) => {
    expect(historyViolationsOf(earlier, later)).toEqual([])
  })

  it('lets any session follow itself', () => {
    fc.assert(
      fc.property(sessionJson('datastoreId'), (session: ExactMatchSession) => {
        expect(historyViolationsOf(session, session)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})
