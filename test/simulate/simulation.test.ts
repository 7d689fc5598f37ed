// Simulations without faults: lazy, in the order of time, complete, and deterministic.
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { dateTimeOffsetOrd } from '../../src/codec/index.js'
import { type SessionRecord, toResource } from '../../src/machine/index.js'
import { violationsOf } from '../../src/model/index.js'
import {
  isSessionEvent,
  type Plan,
  planFromRequest,
  play,
  simulate,
  type TraceEntry,
} from '../../src/simulate/index.js'
import { createSessionRequest } from '../../src/testing/index.js'
import { minute, right } from '../machine/records.js'

const planOf = (totalBlockCount: number, seed = 1): Plan =>
  right(planFromRequest({ id: 'a', at: minute(0), request: { totalBlockCount } }, { seed }))

const plans: fc.Arbitrary<Plan> = fc
  .tuple(createSessionRequest(), fc.integer(), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
  .map(([{ dataUploadURI: _, ...request }, seed, parallelUploads, workers]) =>
    right(
      planFromRequest(
        { id: 'a', at: minute(0), request },
        {
          seed,
          network: {
            parallelUploads,
            throughput: { distribution: 'uniform', least: 0.5, most: 5 },
            latency: { distribution: 'uniform', least: 0.1, most: 1 },
          },
          processing: { totalJobCount: null, workers, secondsPerJob: { distribution: 'constant', value: 1 } },
        },
      ),
    ),
  )

/** The plan with its session at a later time of its life. */
const continued = (plan: Plan, session = plan.sessions[0].session): Plan => ({
  ...plan,
  sessions: [{ ...plan.sessions[0], session }],
})

const recordsOf = (trace: Iterable<TraceEntry>): ReadonlyArray<SessionRecord> =>
  Array.from(trace, ({ outcome }) => right(outcome))

const typesOf = (trace: Iterable<TraceEntry>): ReadonlyArray<string> =>
  Array.from(trace, ({ event }) => event)
    .filter(isSessionEvent)
    .map(({ type }) => type)

describe('any plan without faults', () => {
  it('completes, with every event accepted and without violations', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const resources = recordsOf(simulate(plan)).map(toResource)
        expect(resources.flatMap(violationsOf)).toEqual([])
        expect(resources.at(-1)).toMatchObject({
          state: 'Completed',
          remainingBlockCount: 0,
          remainingJobCount: 0,
        })
      }),
    )
  })

  it('gives its trace in the order of time', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const times = Array.from(simulate(plan), ({ at }) => at)
        for (const [index, at] of times.slice(1).entries()) {
          const before = times[index]
          expect(before === undefined || dateTimeOffsetOrd.compare(before, at) <= 0).toBe(true)
        }
      }),
    )
  })

  it('gives the same trace each time', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const trace = simulate(plan)
        expect(JSON.stringify([...trace])).toBe(JSON.stringify([...trace]))
      }),
    )
  })

  it('gives another trace with another seed', () => {
    expect([...simulate(planOf(10, 1))]).not.toEqual([...simulate(planOf(10, 2))])
  })
})

describe('simulate', () => {
  it('computes only entries that are asked for', () => {
    const [first] = simulate(planOf(2 ** 31 - 1))
    expect(first?.event.type).toBe('start')
  })

  it('completes a session without blocks', () => {
    expect(typesOf(simulate(planOf(0)))).toEqual(['start', 'commit'])
  })

  it('continues a session that has started', () => {
    const trace = [...simulate(planOf(5))]
    const halfway = trace.find(({ session }) => session.context.blocks.remaining === 2)
    const plan = continued(planOf(5), halfway?.session)
    expect(typesOf(simulate(plan)).filter((type) => type === 'block.uploaded')).toHaveLength(2)
    expect(recordsOf(simulate(plan)).at(-1)?.value).toBe('completed')
  })
})

describe('play', () => {
  it('gives every entry, in order', async () => {
    const played: Array<TraceEntry> = []
    for await (const entry of play(simulate(planOf(20)), { speed: Number.POSITIVE_INFINITY }))
      played.push(entry)
    expect(played).toEqual([...simulate(planOf(20))])
  })

  it('asks for the next entry only when the last one is taken', async () => {
    let asked = 0
    const counted = function* () {
      for (const entry of simulate(planOf(20))) {
        asked += 1
        yield entry
      }
    }
    let taken = 0
    for await (const { outcome } of play(counted(), { speed: Number.POSITIVE_INFINITY })) {
      taken += 1
      expect(E.isRight(outcome)).toBe(true)
      expect(asked).toBe(taken)
    }
  })

  it('stops immediately when its signal aborts, even during a wait', async () => {
    const controller = new AbortController()
    const types: Array<string> = []
    // At this speed the first block would arrive in weeks.
    for await (const { event } of play(simulate(planOf(20)), { speed: 1e-6, signal: controller.signal })) {
      types.push(event.type)
      queueMicrotask(() => controller.abort())
    }
    expect(types).toEqual(['start'])
  })
})
