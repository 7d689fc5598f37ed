// Moments in real time, by a watch that the test winds: the pace, the waiting for whoever takes them, the end.
import { describe, expect, it } from 'vitest'
import {
  type Moment,
  type Plan,
  planFromRequest,
  play,
  type Stopwatch,
  simulate,
} from '../../src/simulate/index.js'
import { minute, right } from '../machine/records.js'

const plan: Plan = right(planFromRequest({ id: 'a', at: minute(0), request: { totalBlockCount: 8 } }))

const millisecondsOf = ({ at }: Moment): number => Date.parse(at)

/** A watch on which nothing passes but what is waited for, and what the test adds. */
const wound = (late = 0) => {
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
  it.each([1, 60, 0.5])('gives every moment when it is due at %d times real time', async (speed) => {
    const { watch } = wound()
    let first: Moment | undefined
    let played = 0
    for await (const moment of play(simulate(plan), { speed, watch })) {
      first ??= moment
      played += 1
      expect(watch.now()).toBeCloseTo((millisecondsOf(moment) - millisecondsOf(first)) / speed, 6)
    }
    expect(played).toBe([...simulate(plan)].length)
  })

  it('does not fall behind by timers that are late', async () => {
    const { watch } = wound(3)
    const last = [...simulate(plan)].at(-1)
    const [first] = simulate(plan)
    for await (const _ of play(simulate(plan), { speed: 1, watch }));
    const due = last && first ? millisecondsOf(last) - millisecondsOf(first) : 0
    expect(watch.now()).toBeGreaterThanOrEqual(due)
    expect(watch.now()).toBeLessThanOrEqual(due + 3)
  })

  it('gives what is late without a pause, to whoever was slow to take it', async () => {
    const { watch, waits, pass } = wound()
    for await (const _ of play(simulate(plan), { speed: 1, watch })) pass(1e6)
    expect(waits.every((milliseconds) => milliseconds === 0)).toBe(true)
  })

  it('waits longer than a timer can, in parts', async () => {
    const { watch, waits } = wound()
    for await (const _ of play(simulate(plan), { speed: 1e-7, watch }));
    expect(Math.max(...waits)).toBeGreaterThan(2 ** 31)
    // The watch of this machine cuts such waits to what a timer holds and is asked again.
    const controller = new AbortController()
    const moments: Array<Moment> = []
    for await (const moment of play(simulate(plan), { speed: 1e-7, signal: controller.signal })) {
      moments.push(moment)
      setImmediate(() => controller.abort())
    }
    expect(moments).toHaveLength(1)
  })

  it('gives nothing once it is told to stop, and asks for nothing more', async () => {
    const controller = new AbortController()
    let asked = 0
    const counted = function* () {
      for (const moment of simulate(plan)) {
        asked += 1
        yield moment
      }
    }
    const taken: Array<Moment> = []
    const { watch } = wound()
    for await (const moment of play(counted(), { speed: 1, watch, signal: controller.signal })) {
      taken.push(moment)
      if (taken.length === 4) controller.abort()
    }
    expect(taken).toHaveLength(4)
    expect(asked).toBeLessThanOrEqual(5)
  })

  it('gives nothing at all where it was told to stop before', async () => {
    const taken: Array<Moment> = []
    for await (const moment of play(simulate(plan), { speed: 1, signal: AbortSignal.abort() })) {
      taken.push(moment)
    }
    expect(taken).toEqual([])
  })

  it('lets go of the simulation when whoever takes the moments stops', async () => {
    let released = false
    const held = function* () {
      try {
        yield* simulate(plan)
      } finally {
        released = true
      }
    }
    const { watch } = wound()
    for await (const _ of play(held(), { speed: 1, watch })) break
    expect(released).toBe(true)
  })
})
