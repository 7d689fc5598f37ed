// Traces in real time, by a simulated stopwatch: pace, backpressure, end.
import { describe, expect, it } from 'vitest'
import {
  type Plan,
  planFromRequest,
  play,
  type Stopwatch,
  simulate,
  type TraceEntry,
} from '../../src/simulate/index.js'
import { minute, right } from '../machine/records.js'

const plan: Plan = right(planFromRequest({ id: 'a', at: minute(0), request: { totalBlockCount: 8 } }))

const millisecondsOf = ({ at }: TraceEntry): number => Date.parse(at)

/** A stopwatch on which time passes only by waiting and by `pass`; each wait is `late` by some milliseconds. */
const simulatedStopwatch = (late = 0) => {
  let time = 0
  const waits: Array<number> = []
  const watch: Stopwatch = {
    now: () => time,
    wait: async (milliseconds, signal) => {
      signal?.throwIfAborted()
      waits.push(milliseconds)
      time += milliseconds + (milliseconds > 0 ? late : 0)
    },
  }
  return {
    watch,
    waits,
    pass: (milliseconds: number) => {
      time += milliseconds
    },
  }
}

describe('play', () => {
  it.each([0, -1, Number.NaN])('refuses a speed of %d at once', (speed) => {
    expect(() => play([], { speed })).toThrow(`the speed is ${speed}; a number above 0 was expected`)
  })

  it.each([1, 60, 0.5])('gives every entry when it is due at %d times real time', async (speed) => {
    const { watch } = simulatedStopwatch()
    let first: TraceEntry | undefined
    let played = 0
    for await (const entry of play(simulate(plan), { speed, watch })) {
      first ??= entry
      played += 1
      expect(watch.now()).toBeCloseTo((millisecondsOf(entry) - millisecondsOf(first)) / speed, 6)
    }
    expect(played).toBe([...simulate(plan)].length)
  })

  it('does not fall behind if timers are late', async () => {
    const { watch } = simulatedStopwatch(3)
    const last = [...simulate(plan)].at(-1)
    const [first] = simulate(plan)
    for await (const _ of play(simulate(plan), { speed: 1, watch }));
    const due = last && first ? millisecondsOf(last) - millisecondsOf(first) : 0
    expect(watch.now()).toBeGreaterThanOrEqual(due)
    expect(watch.now()).toBeLessThanOrEqual(due + 3)
  })

  it('gives late entries without a wait to a slow consumer', async () => {
    const { watch, waits, pass } = simulatedStopwatch()
    for await (const _ of play(simulate(plan), { speed: 1, watch })) pass(1e6)
    expect(waits.every((milliseconds) => milliseconds === 0)).toBe(true)
  })

  it('waits longer than a timer can, in several waits', async () => {
    const { watch, waits } = simulatedStopwatch()
    for await (const _ of play(simulate(plan), { speed: 1e-7, watch }));
    expect(Math.max(...waits)).toBeGreaterThan(2 ** 31)
    // The system's stopwatch cuts such a wait to the longest delay of a timer and is called again.
    const controller = new AbortController()
    const played: Array<TraceEntry> = []
    for await (const entry of play(simulate(plan), { speed: 1e-7, signal: controller.signal })) {
      played.push(entry)
      setImmediate(() => controller.abort())
    }
    expect(played).toHaveLength(1)
  })

  it('gives nothing after its signal aborts, and asks for nothing more', async () => {
    const controller = new AbortController()
    let asked = 0
    const counted = function* () {
      for (const entry of simulate(plan)) {
        asked += 1
        yield entry
      }
    }
    const taken: Array<TraceEntry> = []
    const { watch } = simulatedStopwatch()
    for await (const entry of play(counted(), { speed: 1, watch, signal: controller.signal })) {
      taken.push(entry)
      if (taken.length === 4) controller.abort()
    }
    expect(taken).toHaveLength(4)
    expect(asked).toBeLessThanOrEqual(5)
  })

  it('gives nothing if its signal has aborted before', async () => {
    const taken: Array<TraceEntry> = []
    for await (const entry of play(simulate(plan), { speed: 1, signal: AbortSignal.abort() })) {
      taken.push(entry)
    }
    expect(taken).toEqual([])
  })

  it('releases the simulation when the consumer stops', async () => {
    let released = false
    const held = function* () {
      try {
        yield* simulate(plan)
      } finally {
        released = true
      }
    }
    const { watch } = simulatedStopwatch()
    for await (const _ of play(held(), { speed: 1, watch })) break
    expect(released).toBe(true)
  })
})
