// fast(codec) behaves as codec does, whatever the codec and whatever the value.
import { inspect, isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { afterAll, describe, expect, it } from 'vitest'
import { discriminated, fast, Int32, nullable } from '../../src/codec/index.js'
import * as model from '../../src/model/index.js'
import { dataStoreJson, lookupJobJson, sessionJson } from '../model/json.js'
import { codecSample, Tree, valuesFor, withFallback } from './codecArbitrary.js'
import { plain } from './plain.js'

type Outcome<T> = { readonly threw: true } | { readonly threw: false; readonly result: T }

const outcome = <T>(run: () => T): Outcome<T> => {
  try {
    return { threw: false, result: run() }
  } catch {
    return { threw: true }
  }
}

/** Objects and arrays of no odd sort: of others io-ts encodes a copy that has lost what they inherit or hide. */
const isPlain = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return true
  if (Object.getPrototypeOf(value) !== (Array.isArray(value) ? Array.prototype : Object.prototype))
    return false
  if (Array.isArray(value) && Object.keys(value).length !== value.length) return false
  const descriptors = Object.entries(Object.getOwnPropertyDescriptors(value))
  return descriptors.every(
    ([name, { value: own, enumerable }]) =>
      name === 'length' || (name !== '__proto__' && enumerable === true && isPlain(own)),
  )
}

const shown = (value: unknown): string => inspect(value, { depth: 5, getters: true, showHidden: true })

/** Equal copies are the same here; where a codec makes a prototype, two of them only look the same. */
const same = (first: unknown, second: unknown): boolean =>
  Object.is(first, second) || isDeepStrictEqual(first, second) || shown(first) === shown(second)

const sameErrors = (first: t.Errors, second: t.Errors): boolean =>
  first.length === second.length &&
  first.every((error, index) => {
    const other = second[index]
    return (
      other !== undefined &&
      same(error.value, other.value) &&
      error.message === other.message &&
      error.context.length === other.context.length &&
      error.context.every((entry, depth) => {
        const { key, type, actual } = other.context[depth] ?? {}
        return entry.key === key && entry.type.name === type?.name && same(entry.actual, actual)
      })
    )
  })

const sameResult = (value: unknown, first: t.Validation<unknown>, second: t.Validation<unknown>): boolean => {
  if (E.isLeft(first)) return E.isLeft(second) && sameErrors(first.left, second.left)
  if (E.isLeft(second)) return false
  return Object.is(first.right, value)
    ? Object.is(second.right, value)
    : !Object.is(second.right, value) && same(first.right, second.right)
}

let compared = 0

/** What differs between the plain codec and the lean one; undefined if nothing does. */
const difference = (plain: t.Mixed, fast: t.Mixed, value: unknown): string | undefined => {
  compared++
  const context = [{ key: 'outer', type: t.unknown, actual: value }]
  for (const decode of [
    (codec: t.Mixed) => codec.decode(value),
    (codec: t.Mixed) => codec.validate(value, context),
  ]) {
    const expected = outcome(() => decode(plain))
    const actual = decode(fast)
    // Where plain throws, lean need only not throw.
    if (expected.threw) continue
    if (!sameResult(value, expected.result, actual)) return 'the result'
    if (E.isLeft(expected.result)) continue
    const { right } = expected.result
    // A copy that lacks what was inherited may be no value of its own codec any more; such can't be encoded.
    if (!isPlain(right) || !plain.is(right)) continue
    const encoded = outcome(() => plain.encode(right))
    if (!encoded.threw && !same(encoded.result, fast.encode(right))) return 'encode'
  }
  const is = outcome(() => plain.is(value))
  const fastIs = fast.is(value)
  return is.threw || fastIs === is.result ? undefined : 'is'
}

const agree = (plain: t.Mixed, fast: t.Mixed, values: ReadonlyArray<unknown>): void => {
  for (const value of values) {
    const found = difference(plain, fast, value)
    if (found !== undefined) throw new Error(`${plain.name}: ${found} differs for ${shown(value)}`)
  }
}

const many = (valid: fc.Arbitrary<unknown>) => fc.array(valuesFor(valid), { minLength: 40, maxLength: 40 })

const isCodec = (value: unknown): value is t.Mixed => value instanceof t.Type
const exported: ReadonlyArray<readonly [string, unknown]> = Object.entries(model)

describe('lean and plain agree', () => {
  const text = nullable(t.string)

  it('for any codec and any value', () => {
    fc.assert(
      fc.property(
        codecSample.chain(({ codec, valid }) => fc.tuple(fc.constant(codec), many(valid))),
        ([codec, values]) => agree(codec, fast(codec), values),
      ),
      { numRuns: 4000 },
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
        { numRuns: 25 },
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

  it('for codecs told apart by a property', () => {
    const codec = discriminated('Shape', 'kind', {
      circle: fast(t.type({ kind: t.literal('circle'), radius: t.number })),
      square: fast(t.type({ kind: t.literal('square'), side: t.number })),
    })
    agree(codec, fast(codec), [{ kind: 'circle', radius: 1 }, { kind: 'square' }, { kind: 'line' }, null])
  })

  afterAll(() => {
    expect(compared).toBeGreaterThanOrEqual(100_000)
  })
})

describe('lean', () => {
  const Block = t.partial({ rows: nullable(Int32), next: t.unknown }, 'Block')

  it('keeps the name and names the plain codec', () => {
    expect(fast(Block)).toMatchObject({ name: 'Block', _tag: 'FastType', type: Block })
  })

  it('decodes what needs no change to the very same object, and encodes it so', () => {
    const accelerated = fast(t.intersection([Block, t.type({ id: t.string })]))
    const value = { id: 'a', rows: 1, unknown: [] }
    expect(accelerated.decode(value)).toHaveProperty('right', value)
    expect(accelerated.encode(value)).toBe(value)
  })

  it('tells the plain codec, not itself, as the type of the whole', () => {
    const result = fast(Block).decode(7)
    expect(E.isLeft(result) && result.left[0]?.context[0]?.type).toBe(Block)
  })

  it('reads recursive definitions no sooner than the first value', () => {
    const accelerated = fast(t.recursion('Later', (): t.Mixed => later))
    const later = t.type({ a: t.string })
    expect(accelerated.is({ a: 'x' })).toBe(true)
  })

  it('answers Left and false, at the value itself, where a getter throws', () => {
    const value = {
      get rows(): number {
        throw new Error('no rows')
      },
    }
    const result = fast(Block).decode(value)
    expect(E.isLeft(result) && result.left.map((error) => error.value === value)).toEqual([true])
    expect(fast(Block).is(value)).toBe(false)
  })

  it('answers Left and false for a value that contains itself or is nested too deeply', () => {
    const circle: { b: Array<unknown> } = { b: [] }
    circle.b.push(circle)
    let deep: unknown = {}
    for (let depth = 0; depth < 200_000; depth++) deep = { b: [deep] }
    for (const value of [circle, deep]) {
      expect(E.isLeft(fast(Tree).decode(value))).toBe(true)
      expect(fast(Tree).is(value)).toBe(false)
    }
  })

  it('takes time in proportion to the number of unknown properties, and learns no more than it can hold', () => {
    const accelerated = fast(Block)
    const wide = (size: number) => Object.fromEntries(Array.from({ length: size }, (_, at) => [`x${at}`, at]))
    const values = [wide(100_000), { ...wide(100_000), rows: 'none' }, { rows: 1, ...wide(100_000) }]
    expect(values.map((value) => E.isRight(accelerated.decode(value)))).toEqual([true, false, true])
    for (let order = 0; order < 5000; order++)
      expect(accelerated.is({ [`y${order}`]: 1, rows: 1.5 })).toBe(false)
  })
})
