// The invariants of one session: each violated by the values it names and by no others.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DateTimeOffset } from '../../src/codec/index.js'
import {
  type ExactMatchSession,
  type InvariantName,
  invariants,
  sessionStateNames,
  sessionStates,
  violationsOf,
} from '../../src/model/index.js'
import { sessionJson } from './json.js'

const at = (minute: number): DateTimeOffset => {
  const text = `2026-11-20T10:${String(minute).padStart(2, '0')}:00Z`
  if (!DateTimeOffset.is(text)) throw new Error(text)
  return text
}

const names = (session: ExactMatchSession): ReadonlyArray<InvariantName> =>
  violationsOf(session).map(({ invariant }) => invariant)

const salt = 'q7w8e9r0t1y2u3i4o5p6a7s8d9f0g1h2j3k4l5z6x7c8v9b0n1m2q3w4e5r6t7y8'

/** A valid session of each state. */
const valid: ReadonlyArray<ExactMatchSession> = [
  { state: 'Created', totalBlockCount: 3, remainingBlockCount: 3, creationDateTime: at(0), salt },
  {
    state: 'UploadInProgress',
    totalBlockCount: 3,
    remainingBlockCount: 1,
    startDateTime: at(1),
    creationDateTime: at(0),
  },
  { state: 'UploadCompleted', totalBlockCount: 3, remainingBlockCount: 0, uploadCompletionDateTime: at(2) },
  { state: 'ProcessingInProgress', totalJobCount: 3, remainingJobCount: 2, remainingBlockCount: 0 },
  {
    state: 'Completed',
    remainingJobCount: 0,
    totalJobCount: 3,
    processingCompletionDateTime: at(3),
    completionDateTime: at(3),
    lastUpdatedDateTime: at(3),
    error: { '@odata.type': 'microsoft.graph.classificationError' },
  },
  { state: 'Failed', error: { code: 'lost' }, completionDateTime: at(4), remainingBlockCount: 2 },
  { state: 'Cancelled', completionDateTime: at(4), error: null },
]

const violations: ReadonlyArray<readonly [InvariantName, string, ExactMatchSession]> = [
  ['naturalCounts', '/totalBlockCount', { totalBlockCount: -1 }],
  ['naturalCounts', '/remainingJobCount', { remainingJobCount: -1 }],
  ['naturalCounts', '/rowsPerBlock', { rowsPerBlock: 0 }],
  ['remainingWithinTotal', '/remainingBlockCount', { totalBlockCount: 3, remainingBlockCount: 4 }],
  ['remainingWithinTotal', '/remainingJobCount', { totalJobCount: 3, remainingJobCount: 4 }],
  [
    'remainingFitsState',
    '/remainingBlockCount',
    { state: 'Created', totalBlockCount: 3, remainingBlockCount: 2 },
  ],
  ['remainingFitsState', '/remainingBlockCount', { state: 'UploadInProgress', remainingBlockCount: 0 }],
  ['remainingFitsState', '/remainingBlockCount', { state: 'UploadCompleted', remainingBlockCount: 1 }],
  ['remainingFitsState', '/remainingJobCount', { state: 'ProcessingInProgress', remainingJobCount: 0 }],
  ['remainingFitsState', '/remainingJobCount', { state: 'Completed', remainingJobCount: 1 }],
  [
    'uploadCompletedWithLastBlock',
    '/uploadCompletionDateTime',
    { uploadCompletionDateTime: at(1), remainingBlockCount: 1 },
  ],
  ['timesFitState', '/startDateTime', { state: 'Created', startDateTime: at(1) }],
  [
    'timesFitState',
    '/uploadCompletionDateTime',
    { state: 'UploadInProgress', uploadCompletionDateTime: at(1) },
  ],
  [
    'timesFitState',
    '/processingCompletionDateTime',
    { state: 'ProcessingInProgress', processingCompletionDateTime: at(1) },
  ],
  ['timesFitState', '/completionDateTime', { state: 'UploadInProgress', completionDateTime: at(1) }],
  ['timesInOrder', '/startDateTime', { creationDateTime: at(2), startDateTime: at(1) }],
  ['timesInOrder', '/lastUpdatedDateTime', { creationDateTime: at(2), lastUpdatedDateTime: at(1) }],
  ['errorWhenFailed', '/error', { state: 'Failed', error: { code: '' } }],
  ['errorWhenFailed', '/error', { state: 'Completed', error: { message: 'lost' } }],
  ['saltWellFormed', '/salt', { salt: salt.toUpperCase() }],
  ['saltWellFormed', '/salt', { salt: salt.slice(1) }],
  ['saltWellFormed', '/salt', { salt: `${salt}\n` }],
  ['fieldsNamedOnce', '/fields/1', { fields: ['a', 'a'] }],
  ['fieldsNamedOnce', '/fields/0', { fields: ['', 'a'] }],
]

describe('violationsOf', () => {
  it.each(violations)('names %s at %s', (invariant, path, session) => {
    expect(violationsOf(session)).toEqual([{ invariant, path, message: expect.stringMatching(/\w.+\w/) }])
  })

  it('names every invariant', () => {
    expect(new Set(violations.map(([invariant]) => invariant))).toEqual(new Set(Object.keys(invariants)))
  })

  it('names none for a valid session of any state', () => {
    expect(valid.map(({ state }) => state)).toEqual(sessionStateNames.map((name) => sessionStates[name].wire))
    for (const session of valid) expect(names(session)).toEqual([])
  })

  it('ignores unknown values: to remove a value violates nothing', () => {
    fc.assert(
      fc.property(sessionJson('datastoreId'), fc.nat(), (json: ExactMatchSession, place) => {
        const keys = Object.keys(json)
        const gone = keys[place % Math.max(1, keys.length)]
        const without = Object.fromEntries(Object.entries(json).filter(([key]) => key !== gone))
        const before = new Set(names(json))
        // Times that are neighbours without the one between them may be out of order as they were to it.
        expect(names(without).filter((invariant) => !before.has(invariant))).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })

  it('gives each violation a pointer into the session and a sentence', () => {
    fc.assert(
      fc.property(sessionJson('datastoreId'), (json: ExactMatchSession) => {
        for (const { path, message } of violationsOf(json)) {
          const [property = '', index] = path.slice(1).split('/')
          const value: unknown = Reflect.get(json, property)
          expect(index === undefined ? value : Array.isArray(value) && value[Number(index)]).not.toBe(
            undefined,
          )
          expect(message.length).toBeGreaterThan(10)
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('contains no secret', () => {
    expect(JSON.stringify(violationsOf({ salt: 'keep-me-secret' }))).not.toContain('keep-me-secret')
  })

  it('orders times across offsets and to the last digit', () => {
    const [early, late] = ['2026-11-20T12:00:00.0000001+02:00', '2026-11-20T10:00:00.0000002Z']
    if (!DateTimeOffset.is(early) || !DateTimeOffset.is(late)) throw new Error('no timestamps')
    expect(names({ creationDateTime: early, startDateTime: late })).toEqual([])
    expect(names({ creationDateTime: late, startDateTime: early })).toEqual(['timesInOrder'])
  })
})
