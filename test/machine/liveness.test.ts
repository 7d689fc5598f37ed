// Liveness: from every reachable open session, under any clocks, the calls of the API lead to Completed.
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { DateTimeOffset } from '../../src/codec/index.js'
import { initialSession, type SessionEvent, type SessionRecord, step } from '../../src/machine/index.js'
import { sessionStates } from '../../src/model/index.js'
import { right, stepThrough } from './records.js'
import { reachable } from './sample.js'

const day = 86_400_000
const noon = Date.UTC(2026, 10, 24, 12)

/** Clocks from 8,000 years behind to 8,000 years ahead. */
const clock = fc.oneof(
  fc.integer({ min: -day, max: day }),
  fc.constantFrom(day, 400 * day, 8_000 * 365 * day, -400 * day, -2_000 * 365 * day),
)

const timeBy = (skew: number): DateTimeOffset => DateTimeOffset.of(noon + skew)

/** The next call towards Completed. */
const nextCall = ({ value, context }: SessionRecord, at: DateTimeOffset): SessionEvent => {
  switch (value) {
    case 'created':
      return { type: 'start', at }
    case 'uploading':
      return { type: 'block.uploaded', at, count: context.blocks.remaining }
    case 'uploaded':
      return { type: 'commit', at }
    default:
      return { type: 'job.completed', at, count: context.jobs?.remaining ?? 0 }
  }
}

/** Drives an open session to its end with one client's clock; how many renewals it took. */
const drive = (
  first: SessionRecord,
  skew: number,
): { readonly record: SessionRecord; readonly renewals: number } => {
  let record = first
  let renewals = 0
  for (let calls = 0; calls < 12 && !sessionStates[record.value].final; calls++) {
    const outcome = step(record, nextCall(record, timeBy(skew)))
    if (E.isRight(outcome)) record = outcome.right
    else {
      expect(outcome.left.code).toBe('uploadUriExpired')
      renewals += 1
      const dataUploadURI = `https://upload.example/?se=${timeBy(skew + day)}`
      record = stepThrough(record, { type: 'renew', at: timeBy(skew), dataUploadURI })
    }
  }
  return { record, renewals }
}

describe('every reachable open session', () => {
  it('comes to Completed after at most one renewal, whatever the clock of its client', () => {
    fc.assert(
      fc.property(reachable(), clock, (record, skew) => {
        fc.pre(!sessionStates[record.value].final)
        const { record: last, renewals } = drive(record, skew)
        expect(last.value).toBe('completed')
        expect(renewals).toBeLessThanOrEqual(1)
      }),
      { numRuns: 1000 },
    )
  })
})

describe('a new session', () => {
  it.each([
    ['a day', day],
    ['400 days', 400 * day],
    ['8,000 years', 8_000 * 365 * day],
  ])('created %s ahead is completed by a client whose clock is right', (_, ahead) => {
    const request = { totalBlockCount: 2, dataUploadURI: `https://upload.example/?se=${timeBy(day)}` }
    const record = right(initialSession({ id: 'a', at: timeBy(ahead), request }))
    expect(drive(record, 0)).toMatchObject({ record: { value: 'completed' }, renewals: 0 })
  })

  it('renewed by a host whose clock is ahead is completed by a client whose clock is right', () => {
    const first = right(initialSession({ id: 'a', at: timeBy(0), request: { totalBlockCount: 2 } }))
    const renewed = stepThrough(first, {
      type: 'renew',
      at: timeBy(400 * day),
      dataUploadURI: `https://upload.example/?se=${timeBy(401 * day)}`,
    })
    expect(drive(renewed, 0)).toMatchObject({ record: { value: 'completed' }, renewals: 0 })
  })

  it.each([
    ['without blocks', { totalBlockCount: 0 }],
    ['without jobs', { totalBlockCount: 2, totalJobCount: 0 }],
    ['without blocks and jobs', { totalBlockCount: 0, totalJobCount: 0 }],
  ])('%s is completed', (_, request) => {
    const record = right(initialSession({ id: 'a', at: timeBy(0), request }))
    expect(drive(record, 0).record.value).toBe('completed')
  })
})
