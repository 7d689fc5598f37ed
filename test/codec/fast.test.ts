// fast(codec) behaves as codec does, whatever the codec and whatever the value.
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { afterAll, describe, expect, inject, it } from 'vitest'
import { discriminated, fast, Int32, nullable } from '../../src/codec/index.js'
import * as model from '../../src/model/index.js'
import { dataStoreJson, lookupJobJson, sessionJson } from '../model/json.js'
import { codecSample, Tree, withFallback } from './codecArbitrary.js'
import { agree, comparisons, difference } from './comparison.js'
import { plain } from './plain.js'
import { valuesFor } from './valueArbitrary.js'

const many = (valid: fc.Arbitrary<unknown>) => fc.array(valuesFor(valid), { minLength: 40, maxLength: 40 })

const isCodec = (value: unknown): value is t.Mixed => value instanceof t.Type
const exported: ReadonlyArray<readonly [string, unknown]> = Object.entries(model)

describe('a fast codec and its plain codec agree', () => {
  const text = nullable(t.string)

  it('for any codec and any value', () => {
    fc.assert(
      fc.property(
        codecSample.chain(({ codec, valid }) => fc.tuple(fc.constant(codec), many(valid))),
        ([codec, values]) => agree(codec, fast(codec), values),
      ),
      { numRuns: inject('thorough') ? 4000 : 1000 },
    )
  })

  const json = fc.oneof(
    { weight: 3, arbitrary: sessionJson('datastoreId') },
    { weight: 2, arbitrary: sessionJson('dataStoreId') },
    { weight: 1, arbitrary: lookupJobJson() },
    { weight: 1, arbitrary: dataStoreJson() },
    fc
      .tuple(sessionJson('datastoreId'), fc.string())
      .map(([value, dataStoreId]) => ({ ...value, dataStoreId })),
  )
  for (const [name, codec] of exported) {
    if (!isCodec(codec)) continue
    it(`for ${name} and what looks like a session`, () => {
      fc.assert(
        fc.property(many(json), (values) => agree(plain(codec), codec, values)),
        { numRuns: inject('thorough') ? 25 : 8 },
      )
    })
  }

  it('for a session in more orders of keys than are remembered', () => {
    const codec = plain(model.ExactMatchSession)
    fc.assert(
      fc.property(fc.array(json, { minLength: 2000, maxLength: 2000 }), (values) =>
        agree(codec, fast(codec), values),
      ),
      {
        numRuns: 1,
      },
    )
  })

  it('for a property named __proto__, except that encode keeps what a copy of io-ts loses', () => {
    const codec = t.partial({ a: t.intersection([t.string, t.unknown]) })
    const value: unknown = JSON.parse('{"a": "x", "__proto__": 1}')
    expect(difference(codec, fast(codec), value)).toBe(undefined)
    const decoded = fast(codec).decode(value)
    expect(E.isRight(decoded) && fast(codec).encode(decoded.right)).toBe(value)
  })

  it('for keys that every object inherits', () => {
    const codec = t.partial({ constructor: text, hasOwnProperty: text, ['__proto__']: text })
    agree(codec, fast(codec), [
      {},
      { constructor: 'a' },
      Object.create(null),
      JSON.parse('{"__proto__": "a"}'),
    ])
  })

  it('for values that are not what their enumerable keys say', () => {
    const codec = t.intersection([t.type({ a: Int32 }), t.partial({ b: text })])
    const hidden = Object.defineProperty({ a: 1 }, 'b', { value: 7 })
    const inherited = Object.create({ a: 1, b: 'x' })
    class Getters {
      get a() {
        return 1
      }
      get b() {
        return 7
      }
    }
    agree(codec, fast(codec), [hidden, inherited, new Getters(), Object.assign([], { a: 1 })])
  })

  it('for alternatives of which the first changes what the second would keep', () => {
    const codec = t.union([t.exact(t.type({ a: t.number })), t.type({ a: t.number, b: t.number })])
    agree(codec, fast(codec), [{ a: 1, b: 2 }, { a: 1 }, { b: 1 }, { a: Number.NaN }])
    const zero = t.union([t.literal(0), t.number])
    agree(zero, fast(zero), [0, -0, 1, Number.NaN])
  })

  it('for missing properties whose codec gives them a value', () => {
    const codec = t.partial({ a: withFallback(t.string, 'none'), b: t.undefined })
    agree(codec, fast(codec), [{}, { a: 'x' }, { a: undefined, b: undefined }])
    const required = t.type({ a: t.undefined })
    agree(required, fast(required), [{}, { a: undefined }])
  })

  it('for discriminated unions', () => {
    const codec = discriminated('Shape', 'kind', {
      circle: fast(t.type({ kind: t.literal('circle'), radius: t.number })),
      square: fast(t.type({ kind: t.literal('square'), side: t.number })),
    })
    agree(codec, fast(codec), [{ kind: 'circle', radius: 1 }, { kind: 'square' }, { kind: 'line' }, null])
  })

  afterAll(() => {
    expect(comparisons()).toBeGreaterThanOrEqual(inject('thorough') ? 160_000 : 40_000)
  })
})

describe('fast', () => {
  const Block = t.partial({ rows: nullable(Int32), next: t.unknown }, 'Block')

  it('keeps the name and names the plain codec', () => {
    expect(fast(Block)).toMatchObject({ name: 'Block', _tag: 'FastType', type: Block })
  })

  it('decodes and encodes a value that needs no change to the same object', () => {
    const accelerated = fast(t.intersection([Block, t.type({ id: t.string })]))
    const value = { id: 'a', rows: 1, unknown: [] }
    expect(accelerated.decode(value)).toHaveProperty('right', value)
    expect(accelerated.encode(value)).toBe(value)
  })

  it('names the plain codec as the type of the whole value in errors', () => {
    const result = fast(Block).decode(7)
    expect(E.isLeft(result) && result.left[0]?.context[0]?.type).toBe(Block)
  })

  it('reads recursive definitions no sooner than the first value', () => {
    const accelerated = fast(t.recursion('Later', (): t.Mixed => later))
    const later = t.type({ a: t.string })
    expect(accelerated.is({ a: 'x' })).toBe(true)
  })

  it('returns a Left at the value itself, and false, where a getter throws', () => {
    const value = {
      get rows(): number {
        throw new Error('no rows')
      },
    }
    const result = fast(Block).decode(value)
    expect(E.isLeft(result) && result.left.map((error) => error.value === value)).toEqual([true])
    expect(fast(Block).is(value)).toBe(false)
  })

  it('returns a Left and false for a value that contains itself or is nested too deeply', () => {
    const circle: { b: Array<unknown> } = { b: [] }
    circle.b.push(circle)
    let deep: unknown = {}
    for (let depth = 0; depth < 200_000; depth++) deep = { b: [deep] }
    for (const value of [circle, deep]) {
      expect(E.isLeft(fast(Tree).decode(value))).toBe(true)
      expect(fast(Tree).is(value)).toBe(false)
    }
  })

  it('decodes 100,000 unknown properties, and 5,000 orders of keys beyond what it remembers', () => {
    const accelerated = fast(Block)
    const wide = (size: number) => Object.fromEntries(Array.from({ length: size }, (_, at) => [`x${at}`, at]))
    const values = [wide(100_000), { ...wide(100_000), rows: 'none' }, { rows: 1, ...wide(100_000) }]
    expect(values.map((value) => E.isRight(accelerated.decode(value)))).toEqual([true, false, true])
    for (let order = 0; order < 5000; order++)
      expect(accelerated.is({ [`y${order}`]: 1, rows: 1.5 })).toBe(false)
  })
})
