import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { fromResource, inferredState, toResource } from '../../src/machine/index.js'
import type { ExactMatchSession, SessionStateName } from '../../src/model/index.js'
import { at, inState, reachable } from './sample.js'

const uploadCompletionDateTime = at(3)
const startDateTime = at(1)
const end = at(9)

describe('the state that counts and times show', () => {
  it.each<[ExactMatchSession, SessionStateName | null]>([
    [{}, 'created'],
    [{ totalBlockCount: 15 }, 'created'],
    [{ totalBlockCount: 15, remainingBlockCount: 15 }, 'created'],
    [{ remainingBlockCount: 15 }, 'created'],
    [{ totalBlockCount: 0, remainingBlockCount: 0 }, 'created'],
    [{ error: {} }, 'created'],

    [{ totalBlockCount: 15, remainingBlockCount: 3 }, 'uploading'],
    [{ totalBlockCount: 15, remainingBlockCount: 15, startDateTime }, 'uploading'],
    [{ remainingBlockCount: 1, startDateTime }, 'uploading'],
    [{ totalBlockCount: 15, startDateTime }, null],

    [{ totalBlockCount: 15, remainingBlockCount: 0 }, 'uploaded'],
    [{ remainingBlockCount: 0, startDateTime }, 'uploaded'],
    [{ uploadCompletionDateTime }, 'uploaded'],
    [{ uploadCompletionDateTime, totalJobCount: 13 }, null],
    [{ uploadCompletionDateTime, totalJobCount: 13, remainingJobCount: 13 }, null],
    [{ uploadCompletionDateTime, totalJobCount: 13, remainingJobCount: 14 }, null],
    [{ uploadCompletionDateTime, totalJobCount: 0, remainingJobCount: 0 }, null],
    [{ uploadCompletionDateTime, remainingJobCount: 1 }, null],

    [{ uploadCompletionDateTime, totalJobCount: 13, remainingJobCount: 1 }, 'processing'],
    [{ remainingBlockCount: 0, startDateTime, totalJobCount: 13, remainingJobCount: 12 }, 'processing'],
    [{ totalBlockCount: 15, remainingBlockCount: 0, totalJobCount: 13, remainingJobCount: 12 }, 'processing'],

    [{ uploadCompletionDateTime, totalJobCount: 13, remainingJobCount: 0 }, 'completed'],
    [{ processingCompletionDateTime: end }, 'completed'],
    [{ processingCompletionDateTime: end, remainingBlockCount: 3 }, 'completed'],
    [{ completionDateTime: end, totalJobCount: 13, remainingJobCount: 0 }, 'completed'],
    [
      { completionDateTime: end, remainingBlockCount: 0, totalJobCount: 13, remainingJobCount: 0 },
      'completed',
    ],

    [{ completionDateTime: end, remainingBlockCount: 3 }, 'cancelled'],
    [{ completionDateTime: end, totalJobCount: 13, remainingJobCount: 1 }, 'cancelled'],
    [
      { completionDateTime: end, remainingBlockCount: 0, totalJobCount: 13, remainingJobCount: 1 },
      'cancelled',
    ],
    [{ completionDateTime: end }, null],
    [{ completionDateTime: end, remainingBlockCount: 0 }, null],
    [{ completionDateTime: end, totalJobCount: 0, remainingJobCount: 0 }, null],
    [{ completionDateTime: end, totalJobCount: 13 }, null],
    [{ completionDateTime: end, remainingJobCount: 0 }, null],

    [{ error: { code: 'dataCorrupted' } }, 'failed'],
    [{ error: { message: 'the store is full' }, completionDateTime: end }, 'failed'],
  ])('by %j is %s', (session, state) => {
    expect(inferredState(session)).toBe(state)
  })

  it('is the session’s own, or none where they fit more than one', () => {
    fc.assert(
      fc.property(reachable(), (record) => {
        const { state: _, ...session } = toResource(record)
        expect([record.value, null]).toContain(inferredState(session))
      }),
      { numRuns: 1000 },
    )
  })

  it.each(Object.entries(inState).filter(([state]) => state !== 'cancelled'))(
    'is seen of a session that is %s',
    (_, record) => {
      const session = { ...toResource(record), state: null }
      expect(fromResource(session)).toEqual(E.right(record))
    },
  )

  it('is unknown for a session that ended between upload and commit: it may have had no jobs', () => {
    expect(inferredState({ ...toResource(inState.cancelled), state: null })).toBeNull()
  })
})
