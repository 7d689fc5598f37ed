// A faultless upload, unfolded: lazily, in the order of time, to its end, and the same each time.
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { describe, expect, it } from 'vitest'
import { dateTimeOffsetOrd } from '../../src/codec/index.js'
import { type SessionRecord, toResource } from '../../src/machine/index.js'
import { violationsOf } from '../../src/model/index.js'
import {
  isSessionEvent,
  type Moment,
  type Plan,
  planFromRequest,
  play,
  simulate,
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

const recordsOf = (moments: Iterable<Moment>): ReadonlyArray<SessionRecord> =>
  Array.from(moments, ({ outcome }) => right(outcome))

const typesOf = (moments: Iterable<Moment>): ReadonlyArray<string> =>
  Array.from(moments, ({ event }) => event)
    .filter(isSessionEvent)
    .map(({ type }) => type)

describe('any faultless plan', () => {
  it('ends Completed, with every event taken and no law broken on the way', () => {
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

  it('unfolds in the order of time', () => {
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

  it('unfolds the same way each time', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const moments = simulate(plan)
        expect(JSON.stringify([...moments])).toBe(JSON.stringify([...moments]))
      }),
    )
  })

  it('unfolds another way with another seed', () => {
    expect([...simulate(planOf(10, 1))]).not.toEqual([...simulate(planOf(10, 2))])
  })
})

describe('simulate', () => {
  it('computes nothing that is not asked for', () => {
    const [first] = simulate(planOf(2 ** 31 - 1))
    expect(first?.event.type).toBe('start')
  })

  it('goes through a session without blocks', () => {
    expect(typesOf(simulate(planOf(0)))).toEqual(['start', 'commit'])
  })

  it('goes on with a session that has begun', () => {
    const moments = [...simulate(planOf(5))]
    const halfway = moments.find(({ session }) => session.context.blocks.remaining === 2)
    const plan = { ...planOf(5), session: halfway?.session ?? planOf(5).session }
    expect(typesOf(simulate(plan)).filter((type) => type === 'block.uploaded')).toHaveLength(2)
    expect(recordsOf(simulate(plan)).at(-1)?.value).toBe('completed')
  })
})

describe('play', () => {
  it('gives every moment, in order', async () => {
    const played: Array<Moment> = []
    for await (const moment of play(simulate(planOf(20)), { speed: Number.POSITIVE_INFINITY }))
      played.push(moment)
    expect(played).toEqual([...simulate(planOf(20))])
  })

  it('asks for no moment before the last one is taken', async () => {
    let asked = 0
    const counted = function* () {
      for (const moment of simulate(planOf(20))) {
        asked += 1
        yield moment
      }
    }
    let taken = 0
    for await (const { outcome } of play(counted(), { speed: Number.POSITIVE_INFINITY })) {
      taken += 1
      expect(E.isRight(outcome)).toBe(true)
      expect(asked).toBe(taken)
    }
  })

  it('stops at once when it is told to, in the middle of a pause too', async () => {
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
