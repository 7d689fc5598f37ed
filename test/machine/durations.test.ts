import { formatDuration, milliseconds } from 'date-fns'
import * as fc from 'fast-check'
import * as O from 'fp-ts/lib/Option.js'
import { describe, expect, it } from 'vitest'
import { type DateTimeOffset, dateOf } from '../../src/codec/index.js'
import { type Durations, durationsOf, type SessionRecord } from '../../src/machine/index.js'
import { dateTimeOffset } from '../../src/testing/index.js'
import { at, inState, reachable } from './sample.js'

const minutes = (minutes: number) => ({ days: 0, hours: 0, minutes, seconds: 0 })

const phases = ['upload', 'processing', 'whole'] as const

describe('the phases of a session', () => {
  it.each<[keyof typeof inState, Durations]>([
    ['created', { upload: null, processing: null, whole: minutes(30) }],
    ['uploading', { upload: minutes(29), processing: null, whole: minutes(30) }],
    ['uploaded', { upload: minutes(2), processing: minutes(27), whole: minutes(30) }],
    ['processing', { upload: minutes(2), processing: minutes(27), whole: minutes(30) }],
    ['completed', { upload: minutes(2), processing: minutes(3), whole: minutes(6) }],
    ['failed', { upload: minutes(2), processing: null, whole: minutes(3) }],
    ['cancelled', { upload: minutes(2), processing: minutes(1), whole: minutes(4) }],
  ])('of one that is %s have taken so long', (state, durations) => {
    expect(durationsOf(inState[state], at(30))).toEqual(durations)
  })

  it('are in days of 24 hours, hours, minutes and whole seconds', () => {
    const now = '2026-11-27T12:03:04.999Z' as DateTimeOffset
    const { whole } = durationsOf(inState.created, now)
    expect(whole).toEqual({ days: 3, hours: 2, minutes: 3, seconds: 4 })
    expect(formatDuration(whole ?? {})).toBe('3 days 2 hours 3 minutes 4 seconds')
  })

  it('are unknown where no Date can hold the time', () => {
    expect(durationsOf(inState.created, '300000-01-01T00:00Z' as DateTimeOffset).whole).toBeNull()
  })

  it('take no time where the clock is behind', () => {
    expect(durationsOf(inState.uploading, at(-60))).toEqual({
      upload: minutes(0),
      processing: null,
      whole: minutes(0),
    })
  })

  it('are as long as date-fns reckons them, to the second', () => {
    const time = ({ context }: SessionRecord) => context.timeline.creationDateTime
    fc.assert(
      fc.property(reachable(), dateTimeOffset(), (record, now) => {
        fc.pre(record.context.timeline.completionDateTime === null)
        const difference = (O.toNullable(dateOf(now))?.getTime() ?? 0) - Date.parse(time(record) ?? '')
        const whole = milliseconds(durationsOf(record, now).whole ?? {})
        expect(whole).toBe(Math.max(0, Math.trunc(difference / 1000) * 1000))
      }),
      { numRuns: 300 },
    )
  })

  it('only grow, and stand still when the session is finished', () => {
    fc.assert(
      fc.property(reachable(), fc.nat(1e6), fc.nat(1e6), (record, now, more) => {
        const [earlier, later] = [durationsOf(record, at(now)), durationsOf(record, at(now + more))]
        for (const phase of phases) {
          expect(milliseconds(later[phase] ?? {})).toBeGreaterThanOrEqual(milliseconds(earlier[phase] ?? {}))
        }
        if (record.context.timeline.completionDateTime !== null) expect(later).toEqual(earlier)
      }),
      { numRuns: 300 },
    )
  })
})
