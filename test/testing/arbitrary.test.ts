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
  arbitraryOf,
  callHistory,
  createSessionRequest,
  dateTimeOffset,
  historyWithRefusals,
  invalidJson,
  overlappingHistory,
  sessionCall,
  validHistory,
  validSession,
} from '../../src/testing/index.js'

const isCodec = (value: unknown): value is t.Mixed => value instanceof t.Type

const plans = { Distribution, Fault, Intervention, PlanDocument }
const exported: ReadonlyArray<readonly [string, unknown]> = Object.entries({ ...model, ...plans })
const codecs = exported.flatMap(([name, value]) => (isCodec(value) ? [[name, value] as const] : []))

const some = <A>(option: O.Option<A>): A => {
  if (O.isNone(option)) throw new Error('the codec has no arbitrary')
  return option.value
}

/** The value to which an arbitrary shrinks if every value fails. */
const smallest = <A>(arbitrary: fc.Arbitrary<A>): A | undefined => {
  let last: A | undefined
  const fails = fc.property(arbitrary, (value) => {
    last = value
    return false
  })
  fc.check(fails, { seed: 1 })
  return last
}

describe('arbitraryOf', () => {
  it.each(codecs)('gives values of %s, which decode and encode to themselves', (_, codec) => {
    fc.assert(
      fc.property(some(arbitraryOf(codec)), (value) => {
        const decoded = codec.decode(value)
        expect(E.isRight(decoded) && codec.encode(decoded.right)).toEqual(value)
      }),
    )
  })

  it('gives sessions with violations, too', () => {
    const session = some(arbitraryOf(model.ExactMatchSession))
    const invalid = fc
      .sample(session, { numRuns: 500, seed: 1 })
      .filter((one) => model.violationsOf(one).length > 0)
    expect(invalid.length).toBeGreaterThan(50)
  })

  it('gives none for an opaque codec', () => {
    expect(arbitraryOf(new t.Type('Opaque', t.string.is, t.string.validate, t.identity))).toEqual(O.none)
  })

  it('gives required properties, and values that satisfy a refinement', () => {
    const Even = t.refinement(t.number, (value) => value % 2 === 0, 'Even')
    const Pair = t.type({ kind: t.keyof({ a: null, b: null }), also: t.unknown, flag: t.boolean })
    fc.assert(fc.property(some(arbitraryOf(Pair)), Pair.is))
    fc.assert(
      fc.property(some(arbitraryOf(t.readonlyArray(t.union([Even, t.literal('x')])))), t.array(t.unknown).is),
    )
  })

  it('shrinks a session to an empty object', () => {
    expect(smallest(some(arbitraryOf(model.ExactMatchSession)))).toEqual({})
  })
})

describe('invalidJson', () => {
  it.each(codecs)('gives JSON that %s rejects in the reported place only', (_, codec) => {
    fc.assert(
      fc.property(some(invalidJson(codec)), ({ json, path, change }) => {
        const decoded = codec.decode(json)
        expect(E.isLeft(decoded) && issuesOf(decoded.left).map((issue) => issue.path), change).toEqual([path])
      }),
    )
  })
})

/** Plans by their codec: any scenario, for a small valid session. */
const validPlan = () =>
  fc
    .tuple(some(arbitraryOf(PlanDocument)), createSessionRequest({ maxCount: 12 }))
    .map(([document, request]) => ({
      ...document,
      session: { request },
      processing: { ...document.processing, totalJobCount: null },
      // A job may take a year, and a read every millisecond would make the trace too long.
      client: { timeoutSeconds: 86_400, secondsBetweenReads: 86_400 },
    }))

describe('plans', () => {
  it('of valid sessions decode, and simulate to a final state', () => {
    const finalStates = new Set<string>()
    fc.assert(
      fc.property(validPlan(), (document) => {
        const plan = Plan.decode(document)
        const trace = E.isRight(plan) ? [...simulate(plan.right)] : []
        const last = trace.at(-1)?.session.value ?? 'none'
        finalStates.add(last)
        return last === 'completed' || last === 'cancelled' || last === 'failed'
      }),
      { seed: 1 },
    )
    expect([...finalStates].sort()).toEqual(['cancelled', 'completed', 'failed'])
  })

  it('with one invalid place do not decode', () => {
    fc.assert(fc.property(some(invalidJson(PlanDocument)), ({ json }) => E.isLeft(Plan.decode(json))))
  })
})

describe('timestamps', () => {
  it('have every format', () => {
    fc.assert(fc.property(dateTimeOffset(), DateTimeOffset.is))
    const lengths = fc.sample(dateTimeOffset(), { numRuns: 500, seed: 1 }).map((at) => at.length)
    expect(new Set(lengths).size).toBeGreaterThan(15)
  })
})

describe('create requests', () => {
  it('are valid and decode', () => {
    fc.assert(
      fc.property(createSessionRequest(), (request) => {
        expect(model.CreateSessionRequest.is(request)).toBe(true)
        expect(model.violationsOf(request)).toEqual([])
      }),
    )
  })
})

describe('sessions', () => {
  it('are valid, in every state', () => {
    const states = new Set<unknown>()
    fc.assert(
      fc.property(validSession(), (session) => {
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
    ['valid', validHistory],
    ['with refusals', historyWithRefusals],
  ] as const)('%s have the outcomes of step', (_, histories) => {
    fc.assert(
      fc.property(histories(), ({ record, steps }) => {
        let last = record
        for (const { event, outcome } of steps) {
          expect(SessionEvent.is(event)).toBe(true)
          expect(step(last, event)).toEqual(outcome)
          last = E.getOrElse(() => last)(outcome)
        }
      }),
    )
  })

  it('accept every event where they are valid, and only some otherwise', () => {
    fc.assert(fc.property(validHistory(), ({ steps }) => steps.every(({ outcome }) => E.isRight(outcome))))
    const all = fc.sample(historyWithRefusals(), { numRuns: 200, seed: 1 }).flatMap(({ steps }) => steps)
    const accepted = all.filter(({ outcome }) => E.isRight(outcome)).length
    expect(accepted).toBeGreaterThan(all.length / 10)
    expect(accepted).toBeLessThan((all.length * 9) / 10)
  })

  it('reach every final state, and shrink to no steps', () => {
    const finalStates = new Set(
      fc
        .sample(validHistory(), { numRuns: 500, seed: 1 })
        .map(
          ({ record, steps }) =>
            steps.reduce((last, { outcome }) => E.getOrElse(() => last)(outcome), record).value,
        ),
    )
    expect([...finalStates]).toEqual(expect.arrayContaining(['completed', 'failed', 'cancelled']))
    expect(smallest(historyWithRefusals())?.steps).toEqual([])
  })

  it('satisfy their constraints', () => {
    const min = new Date(Date.UTC(2030, 0))
    const max = new Date(Date.UTC(2030, 1))
    fc.assert(
      fc.property(historyWithRefusals({ maxEvents: 4, maxCount: 2, min, max }), ({ input, steps }) => {
        expect(steps.length).toBeLessThanOrEqual(4)
        expect(input.request.totalBlockCount).toBeLessThanOrEqual(2)
        const first = input.at
        expect(first.startsWith('2030-01') || first.startsWith('2030-02-01')).toBe(true)
      }),
    )
  })
})

describe('calls', () => {
  it('satisfy their constraints', () => {
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

  it('form histories that begin with a create call and shrink to it', () => {
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
