import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import {
  fromResource,
  inferredState,
  type Progress,
  progressOf,
  type SessionRecord,
  toResource,
} from '../../src/machine/index.js'
import { type ExactMatchSession, type SessionStateName, sessionStates } from '../../src/model/index.js'
import { sessionEvent } from '../../src/testing/index.js'
import { stepThrough } from './records.js'
import { created, eventOf, history, inState, recordsOf } from './sample.js'

const figures = ({ upload, processing, whole, percentage }: Progress) => [
  upload,
  processing,
  whole,
  percentage,
]

const neverFalls = (records: ReadonlyArray<SessionRecord>): void => {
  const all = records.map(progressOf)
  for (const [index, progress] of all.entries()) {
    const before = figures(all[index - 1] ?? { upload: 0, processing: 0, whole: 0, percentage: 0 })
    for (const [place, figure] of figures(progress).entries()) {
      expect(figure).toBeGreaterThanOrEqual(before[place] ?? Number.NaN)
      expect(figure).toBeLessThanOrEqual(place === 3 ? 100 : 1)
    }
  }
}

describe('progress', () => {
  it.each<[SessionStateName, Progress]>([
    ['created', { upload: 0, processing: 0, whole: 0, percentage: 0 }],
    ['uploading', { upload: 12 / 15, processing: 0, whole: 12 / 30, percentage: 40 }],
    ['uploaded', { upload: 1, processing: 0, whole: 0.5, percentage: 50 }],
    ['processing', { upload: 1, processing: 12 / 13, whole: (1 + 12 / 13) / 2, percentage: 96 }],
    ['completed', { upload: 1, processing: 1, whole: 1, percentage: 100 }],
    ['failed', { upload: 12 / 15, processing: 0, whole: 12 / 30, percentage: 40 }],
    ['cancelled', { upload: 1, processing: 0, whole: 0.5, percentage: 50 }],
  ])('of a session that is %s', (state, progress) => {
    expect(progressOf(inState[state])).toEqual(progress)
  })

  it('never falls and is never above 1, whatever happens', () => {
    fc.assert(
      fc.property(history(), ({ first, events }) => neverFalls(recordsOf(first, events))),
      { numRuns: 500 },
    )
  })

  it('never decreases in a session with few known values either', () => {
    const little = fc.record<ExactMatchSession>(
      {
        state: fc.constantFrom(...Object.values(sessionStates).map(({ wire }) => wire)),
        totalBlockCount: fc.nat(3),
        remainingBlockCount: fc.nat(3),
        totalJobCount: fc.nat(3),
        remainingJobCount: fc.nat(3),
      },
      { requiredKeys: ['state', 'totalBlockCount'] },
    )
    fc.assert(
      fc.property(little, fc.array(sessionEvent({ maxCount: 3 }), { maxLength: 20 }), (session, events) => {
        const record = fromResource({ id: 'a', ...session })
        fc.pre(E.isRight(record))
        neverFalls(recordsOf(record.right, events))
      }),
      { numRuns: 500 },
    )
  })

  it('is 100 per cent when the session is completed, and not before', () => {
    fc.assert(
      fc.property(history(), ({ first, events }) => {
        for (const record of recordsOf(first, events)) {
          expect(progressOf(record).percentage === 100).toBe(record.value === 'completed')
        }
      }),
      { numRuns: 300 },
    )
  })

  it('of a session without blocks or jobs goes from nothing to half to all', () => {
    const none = created({ totalBlockCount: 0 })
    const uploaded = stepThrough(none, eventOf.start)
    const completed = stepThrough(uploaded, { ...eventOf.commit, totalJobCount: 0 })
    expect([none, uploaded, completed].map((record) => progressOf(record).percentage)).toEqual([0, 50, 100])
  })

  it('of jobs begins with the commit, even where their number was known before', () => {
    const known = stepThrough(created({ totalBlockCount: 0, totalJobCount: 0 }), eventOf.start)
    expect(progressOf(known).processing).toBe(0)
    expect(progressOf(stepThrough(known, { ...eventOf.commit, totalJobCount: 5 })).processing).toBe(0)
  })

  it('in per cent is cut from the exact share, not from a rounded fraction', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 100_000 }), fc.nat(100_000), (total, some) => {
        const count = 1 + (some % (total - 1))
        const record = stepThrough(
          created({ totalBlockCount: total }),
          { ...eventOf.start },
          { ...eventOf['block.uploaded'], count },
        )
        expect(BigInt(progressOf(record).percentage)).toBe((BigInt(count) * 50n) / BigInt(total))
      }),
    )
  })

  it('is computed from a resource too', () => {
    const session = toResource(inState.uploading)
    expect(inferredState(session)).toBe('uploading')
    expect(E.map(progressOf)(fromResource(session))).toEqual(E.right(progressOf(inState.uploading)))
  })
})
