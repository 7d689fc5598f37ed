import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { DateTimeOffset, issuesOf } from '../../src/codec/index.js'
import { SessionEvent, step } from '../../src/machine/index.js'
import * as model from '../../src/model/index.js'
import { Distribution, Fault, Intervention, Plan, PlanDocument, simulate } from '../../src/simulate/index.js'
import {
  callHistory,
  createSessionRequest,
  dateTimeOffset,
  historyWithRefusals,
  lawfulHistory,
  lawfulSession,
  nearMiss,
  overlappingHistory,
  sessionCall,
  wellFormed,
} from '../../src/testing/index.js'

const isCodec = (value: unknown): value is t.Mixed => value instanceof t.Type

const plans = { Distribution, Fault, Intervention, PlanDocument }
const exported: ReadonlyArray<readonly [string, unknown]> = Object.entries({ ...model, ...plans })
const codecs = exported.flatMap(([name, value]) => (isCodec(value) ? [[name, value] as const] : []))

const some = <A>(option: O.Option<A>): A => {
  if (O.isNone(option)) throw new Error('there should be some')
  return option.value
}

/** The smallest value to which an arbitrary shrinks where everything fails. */
const smallest = <A>(arbitrary: fc.Arbitrary<A>): A | undefined => {
  let last: A | undefined
  const fails = fc.property(arbitrary, (value) => {
    last = value
    return false
  })
  fc.check(fails, { seed: 1 })
  return last
}

describe('well-formed values', () => {
  it.each(codecs)('of %s are taken and come back as they are', (_, codec) => {
    fc.assert(
      fc.property(some(wellFormed(codec)), (value) => {
        const decoded = codec.decode(value)
        expect(E.isRight(decoded) && codec.encode(decoded.right)).toEqual(value)
      }),
    )
  })

  it('of a session break laws, too', () => {
    const session = some(wellFormed(model.ExactMatchSession))
    const broken = fc
      .sample(session, { numRuns: 500, seed: 1 })
      .filter((one) => model.violationsOf(one).length > 0)
    expect(broken.length).toBeGreaterThan(50)
  })

  it('of a codec that says nothing of itself are none', () => {
    expect(wellFormed(new t.Type('Own', t.string.is, t.string.validate, t.identity))).toEqual(O.none)
  })

  it('of what is required are there, and of a refinement fulfil it', () => {
    const Even = t.refinement(t.number, (value) => value % 2 === 0, 'Even')
    const Pair = t.type({ kind: t.keyof({ a: null, b: null }), also: t.unknown, flag: t.boolean })
    fc.assert(fc.property(some(wellFormed(Pair)), Pair.is))
    fc.assert(
      fc.property(some(wellFormed(t.readonlyArray(t.union([Even, t.literal('x')])))), t.array(t.unknown).is),
    )
  })

  it('shrink to nothing', () => {
    expect(smallest(some(wellFormed(model.ExactMatchSession)))).toEqual({})
  })
})

describe('near misses', () => {
  it.each(codecs)('of %s are refused for their one fault', (_, codec) => {
    fc.assert(
      fc.property(some(nearMiss(codec)), ({ json, path, fault }) => {
        const decoded = codec.decode(json)
        expect(E.isLeft(decoded) && issuesOf(decoded.left).map((issue) => issue.path), fault).toEqual([path])
      }),
    )
  })
})

/** Plans read off their codec: any weather, any faults, for a session that is lawful and small. */
const lawfulPlan = () =>
  fc
    .tuple(some(wellFormed(PlanDocument)), createSessionRequest({ maxCount: 12 }))
    .map(([document, request]) => ({
      ...document,
      session: { request },
      processing: { ...document.processing, totalJobCount: null },
      // A job may take a year: whoever looked every millisecond would look for long.
      client: { patienceSeconds: 86_400, secondsBetweenReads: 86_400 },
    }))

describe('plans', () => {
  it('of lawful sessions are taken, and unfold to the end', () => {
    const ends = new Set<string>()
    fc.assert(
      fc.property(lawfulPlan(), (document) => {
        const plan = Plan.decode(document)
        const moments = E.isRight(plan) ? [...simulate(plan.right)] : []
        const last = moments.at(-1)?.session.value ?? 'none'
        ends.add(last)
        return last === 'completed' || last === 'cancelled' || last === 'failed'
      }),
      { seed: 1 },
    )
    expect([...ends].sort()).toEqual(['cancelled', 'completed', 'failed'])
  })

  it('with one fault are refused', () => {
    fc.assert(fc.property(some(nearMiss(PlanDocument)), ({ json }) => E.isLeft(Plan.decode(json))))
  })
})

describe('timestamps', () => {
  it('are of every layout', () => {
    fc.assert(fc.property(dateTimeOffset(), DateTimeOffset.is))
    const layouts = fc.sample(dateTimeOffset(), { numRuns: 500, seed: 1 }).map((at) => at.length)
    expect(new Set(layouts).size).toBeGreaterThan(15)
  })
})

describe('create requests', () => {
  it('are lawful, and decode', () => {
    fc.assert(
      fc.property(createSessionRequest(), (request) => {
        expect(model.CreateSessionRequest.is(request)).toBe(true)
        expect(model.violationsOf(request)).toEqual([])
      }),
    )
  })
})

describe('sessions', () => {
  it('are lawful in every state', () => {
    const states = new Set<unknown>()
    fc.assert(
      fc.property(lawfulSession(), (session) => {
        states.add(session.state)
        expect(model.ExactMatchSession.is(session)).toBe(true)
        expect(model.violationsOf(session)).toEqual([])
      }),
      { numRuns: 500, seed: 1 },
    )
    for (const { wire } of Object.values(model.sessionStates)) expect(states).toContain(wire)
  })
})

describe('histories', () => {
  it.each([
    ['lawful', lawfulHistory],
    ['with refusals', historyWithRefusals],
  ] as const)('%s are what step makes of their events', (_, histories) => {
    fc.assert(
      fc.property(histories(), ({ record, moments }) => {
        let last = record
        for (const { event, outcome } of moments) {
          expect(SessionEvent.is(event)).toBe(true)
          expect(step(last, event)).toEqual(outcome)
          last = E.getOrElse(() => last)(outcome)
        }
      }),
    )
  })

  it('take every event where they are lawful, and not where they are not', () => {
    fc.assert(
      fc.property(lawfulHistory(), ({ moments }) => moments.every(({ outcome }) => E.isRight(outcome))),
    )
    const all = fc.sample(historyWithRefusals(), { numRuns: 200, seed: 1 }).flatMap(({ moments }) => moments)
    const taken = all.filter(({ outcome }) => E.isRight(outcome)).length
    expect(taken).toBeGreaterThan(all.length / 10)
    expect(taken).toBeLessThan((all.length * 9) / 10)
  })

  it('reach every final state, and shrink to none', () => {
    const ends = new Set(
      fc
        .sample(lawfulHistory(), { numRuns: 500, seed: 1 })
        .map(
          ({ record, moments }) =>
            moments.reduce((last, { outcome }) => E.getOrElse(() => last)(outcome), record).value,
        ),
    )
    expect([...ends]).toEqual(expect.arrayContaining(['completed', 'failed', 'cancelled']))
    expect(smallest(historyWithRefusals())?.moments).toEqual([])
  })

  it('keep to their constraints', () => {
    const min = new Date(Date.UTC(2030, 0))
    const max = new Date(Date.UTC(2030, 1))
    fc.assert(
      fc.property(historyWithRefusals({ maxEvents: 4, maxCount: 2, min, max }), ({ beginning, moments }) => {
        expect(moments.length).toBeLessThanOrEqual(4)
        expect(beginning.request.totalBlockCount).toBeLessThanOrEqual(2)
        const first = beginning.at
        expect(first.startsWith('2030-01') || first.startsWith('2030-02-01')).toBe(true)
      }),
    )
  })
})

describe('calls', () => {
  it('are only those there are', () => {
    fc.assert(
      fc.property(
        sessionCall({ without: ['start', 'fail'], times: false, jobsWithCommit: false }),
        (call) =>
          call.call !== 'start' &&
          call.call !== 'fail' &&
          call.at === undefined &&
          !('totalJobCount' in call && call.call === 'commit'),
      ),
    )
  })

  it('make histories that begin with a session and shrink to it alone', () => {
    fc.assert(
      fc.property(
        callHistory({ maxCalls: 3 }),
        ({ calls }) => calls[0]?.call === 'create' && calls.length < 5,
      ),
    )
    expect(smallest(callHistory())).toEqual({ calls: [{ call: 'create', request: { totalBlockCount: 0 } }] })
    fc.assert(
      fc.property(
        overlappingHistory({ clients: 3 }),
        ({ clients = [] }) => clients.length >= 2 && clients.length <= 3,
      ),
    )
  })
})
