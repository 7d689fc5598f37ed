// Values by the shape of a codec, valid and invalid.
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { issuesOf } from '../../src/codec/index.js'
import * as model from '../../src/model/index.js'
import { Distribution, Fault, Intervention, Plan, PlanDocument, simulate } from '../../src/simulate/index.js'
import { arbitraryOf, createSessionRequest, invalidJson } from '../../src/testing/index.js'
import { smallest } from './smallest.js'

const isCodec = (value: unknown): value is t.Mixed => value instanceof t.Type

const plans = { Distribution, Fault, Intervention, PlanDocument }
const exported: ReadonlyArray<readonly [string, unknown]> = Object.entries({ ...model, ...plans })
const codecs = exported.flatMap(([name, value]) => (isCodec(value) ? [[name, value] as const] : []))

const some = <A>(option: O.Option<A>): A => {
  if (O.isNone(option)) throw new Error('the codec has no arbitrary')
  return option.value
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
    .map(([{ faults = [], interventions = [], ...document }, request]) => ({
      seed: document.seed ?? 1,
      network: document.network ?? {},
      service: document.service ?? {},
      processing: { ...document.processing, totalJobCount: null },
      faults,
      interventions,
      session: { request },
      // A job may take years, and a read every millisecond would make the trace too long.
      client: { timeoutSeconds: 86_400, secondsBetweenReads: 86_400 },
      limits: { events: 100_000 },
    }))

describe('plans', () => {
  it('of valid sessions decode, and simulate to a final state or to a bound, which is reported', () => {
    const finalStates = new Set<string>()
    fc.assert(
      fc.property(validPlan(), (document) => {
        const plan = Plan.decode(document)
        const trace = E.isRight(plan) ? [...simulate(plan.right)] : []
        const entry = trace.at(-1)
        const last = entry?.session.value ?? 'none'
        if (entry?.event.type === 'simulation.stopped') return true
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
