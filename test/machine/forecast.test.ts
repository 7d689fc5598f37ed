// Forecasts: rates over recent time, whatever happened before.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DateTimeOffset } from '../../src/codec/index.js'
import { type Forecast, forecastOf } from '../../src/machine/index.js'
import type { ExactMatchSession } from '../../src/model/index.js'
import { at, inState, reachable } from './sample.js'

const start = Date.UTC(2026, 10, 24, 9)
const secondsIn = (seconds: number): DateTimeOffset => DateTimeOffset.of(start + seconds * 1000)

const uploading = (remainingBlockCount: number, totalBlockCount = 1000): ExactMatchSession => ({
  state: 'UploadInProgress',
  totalBlockCount,
  remainingBlockCount,
})

/** The forecast after observations of how many blocks remain at how many seconds. */
const observing = (
  readings: ReadonlyArray<readonly [seconds: number, remaining: number]>,
  total?: number,
): Forecast | undefined =>
  readings.reduce<Forecast | undefined>(
    (last, [seconds, remaining]) =>
      forecastOf(uploading(remaining, total), secondsIn(seconds), last?.observation),
    undefined,
  )

describe('a forecast', () => {
  it('knows no rate after one observation', () => {
    expect(observing([[0, 500]])).toMatchObject({
      fraction: 0.25,
      percentage: 25,
      blocksPerSecond: null,
      remaining: null,
      expectedCompletion: null,
    })
  })

  it('of a steady upload is exact, however often it is observed', () => {
    const observedEvery = fc.array(fc.integer({ min: 1, max: 20_000 }), { minLength: 1, maxLength: 50 })
    fc.assert(
      fc.property(observedEvery, fc.integer({ min: 1, max: 50 }), (intervals, rate) => {
        let milliseconds = 0
        let last = forecastOf(uploading(1e8, 1e8), secondsIn(0))
        for (const interval of intervals) {
          milliseconds += interval
          const remaining = 1e8 - rate * milliseconds
          last = forecastOf(uploading(remaining, 1e8), secondsIn(milliseconds / 1000), last.observation)
        }
        expect(last.blocksPerSecond).toBeCloseTo(rate * 1000, 3)
      }),
    )
  })

  it('of an upload of half a second is exact', () => {
    const forecast = observing(
      [
        [0, 10],
        [0.1, 8],
        [0.2, 6],
        [0.3, 4],
      ],
      10,
    )
    expect(forecast?.blocksPerSecond).toBeCloseTo(20, 9)
    expect(forecast?.expectedCompletion).toBe(secondsIn(0.5))
  })

  it('recovers within two minutes from a pause of ten hours', () => {
    const tenHours = 36_000
    const before = Array.from({ length: 100 }, (_, second) => [second, 1000 - second] as const)
    const resumed = Array.from(
      { length: 120 },
      (_, second) => [tenHours + 100 + second, 900 - second] as const,
    )
    expect(observing([...before, [tenHours + 99, 900]])?.blocksPerSecond).toBeLessThan(0.01)
    const forecast = observing([...before, [tenHours + 99, 900], ...resumed])
    expect(forecast?.blocksPerSecond).toBeGreaterThan(0.97)
    expect(forecast?.blocksPerSecond).toBeLessThan(1)
  })

  it('loses no progress where the clock stands still or goes back', () => {
    const forecast = observing([
      [0, 1000],
      [0, 990],
      [-5, 980],
      [10, 970],
    ])
    expect(forecast?.blocksPerSecond).toBeCloseTo(3, 9)
  })

  it('of the processing counts jobs', () => {
    const processing = (remainingJobCount: number): ExactMatchSession => ({
      state: 'ProcessingInProgress',
      totalBlockCount: 15,
      totalJobCount: 10,
      remainingJobCount,
    })
    const first = forecastOf(processing(10), secondsIn(0))
    expect(forecastOf(processing(6), secondsIn(8), first.observation)).toMatchObject({
      jobsPerSecond: 0.5,
      remaining: { days: 0, hours: 0, minutes: 0, seconds: 12 },
      expectedCompletion: secondsIn(20),
    })
  })

  it('of a session that waits for its commit has no remaining time', () => {
    expect(forecastOf(inState.uploaded, at(20))).toMatchObject({ remaining: null, expectedCompletion: null })
  })

  it('of a finished session is when it ended', () => {
    expect(forecastOf(inState.completed, at(20))).toMatchObject({
      fraction: 1,
      remaining: { days: 0, hours: 0, minutes: 0, seconds: 0 },
      expectedCompletion: at(6),
    })
  })

  it('of any session, valid or not, has a fraction from 0 to 1 and no negative figure', () => {
    const count = fc.option(fc.integer({ min: -10, max: 10 }))
    const poll = fc.record<ExactMatchSession>(
      {
        state: fc.constantFrom('Created', 'UploadInProgress', 'Failed', 'Unheard', null),
        totalBlockCount: count,
        remainingBlockCount: count,
        totalJobCount: count,
        remainingJobCount: count,
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.oneof(poll, reachable()), fc.integer({ max: 100_000 }))), (polls) => {
        let last: Forecast | undefined
        for (const [session, seconds] of polls) {
          last = forecastOf(session, secondsIn(seconds), last?.observation)
          expect(last.fraction).toBeGreaterThanOrEqual(0)
          expect(last.fraction).toBeLessThanOrEqual(1)
          for (const figure of [
            last.blocksPerSecond,
            last.jobsPerSecond,
            ...Object.values(last.remaining ?? {}),
          ]) {
            expect(figure ?? 0).toBeGreaterThanOrEqual(0)
          }
        }
      }),
    )
  })
})
