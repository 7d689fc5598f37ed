// loose, strip and strict under every combinator of io-ts and of this room, or a refusal to build them.
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import {
  discriminated,
  fast,
  loose,
  nullable,
  renamedKey,
  strict,
  strip,
  unwrapEnvelope,
} from '../../src/codec/index.js'
import { withFallback } from './codecArbitrary.js'
import { issues } from './issues.js'

const Leaf = t.type({ id: t.string }, 'Leaf')
const NumberFromString = new t.Type<number, string>(
  'NumberFromString',
  t.number.is,
  (value, context) => (typeof value === 'string' ? t.success(Number(value)) : t.failure(value, context)),
  String,
)
const Decoded = t.type({ id: t.string, size: NumberFromString }, 'Decoded')

interface Tree {
  readonly id: string
  readonly next?: Tree | null
}
const Tree: t.Type<Tree> = t.recursion('Tree', () =>
  t.intersection([Leaf, t.partial({ next: nullable(Tree) })]),
)

/** A codec, and a value of it that has the leaf somewhere inside. */
const combined: ReadonlyArray<readonly [string, t.Mixed, (leaf: object) => unknown]> = [
  ['type', t.type({ a: Leaf }), (a) => ({ a })],
  ['partial', t.partial({ a: Leaf }), (a) => ({ a })],
  ['strict', t.strict({ a: Leaf }), (a) => ({ a })],
  ['exact', t.exact(t.type({ a: t.exact(Leaf) })), (a) => ({ a })],
  ['array', t.array(Leaf), (leaf) => [leaf]],
  ['exact of a readonly', t.exact(t.readonly(t.type({ a: Leaf }))), (a) => ({ a })],
  [
    'tuple and array, intersected',
    t.intersection([t.tuple([t.type({ a: Leaf })]), t.array(t.partial({ b: t.string }))]),
    (a) => [{ a, b: 'b' }],
  ],
  ['readonlyArray', t.readonlyArray(Leaf), (leaf) => [leaf]],
  ['readonly', t.readonly(t.type({ a: t.readonly(Leaf) })), (a) => ({ a })],
  ['tuple', t.tuple([t.string, Leaf]), (leaf) => ['x', leaf]],
  ['record', t.record(t.string, Leaf), (leaf) => ({ x: leaf })],
  ['record of named keys', t.record(t.keyof({ x: null, y: null }), Leaf), (x) => ({ x, y: { id: 'y' } })],
  [
    'record in a property',
    t.type({ a: t.record(t.string, t.array(Leaf)) }),
    (leaf) => ({ a: { x: [leaf] } }),
  ],
  [
    'record with own properties',
    t.intersection([t.type({ n: t.unknown }), t.record(t.string, Leaf)]),
    (leaf) => ({ n: { id: 'n' }, x: leaf }),
  ],
  ['intersection', t.type({ a: t.intersection([Leaf, t.partial({ b: t.number })]) }), (a) => ({ a })],
  [
    'intersection of arrays',
    t.intersection([t.array(t.partial({ b: t.number })), t.array(Leaf)]),
    (leaf) => [leaf],
  ],
  [
    'union',
    t.array(t.union([t.string, Leaf, t.type({ other: t.number })])),
    (leaf) => ['x', { other: 1 }, leaf],
  ],
  ['union of arrays', t.union([t.array(t.type({ x: t.string })), t.array(Leaf)]), (leaf) => [leaf]],
  [
    'union of decoding options',
    t.union([t.type({ n: NumberFromString }), Decoded]),
    (leaf) => ({ ...leaf, size: '1' }),
  ],
  ['nullable', nullable(Leaf), (leaf) => leaf],
  ['refinement', t.refinement(t.type({ a: Leaf }), () => true), (a) => ({ a })],
  ['recursion', Tree, (leaf) => ({ id: 'a', next: { id: 'b', next: leaf } })],
  ['fast', fast(t.type({ a: fast(Leaf) })), (a) => ({ a })],
  ['discriminated', discriminated('Either', 'id', { a: Leaf }), (leaf) => ({ ...leaf, id: 'a' })],
  ['renamedKey', renamedKey(Leaf, { canonical: 'id', alternate: 'ID' }, 'canonical'), (leaf) => leaf],
  ['unwrapEnvelope', unwrapEnvelope('Envelope', Leaf, 'value'), (leaf) => leaf],
  ['unwrapEnvelope, in its envelope', unwrapEnvelope('Envelope', Leaf, 'value'), (value) => ({ value })],
  [
    'a property decoded by a codec of strings',
    t.type({ a: t.array(Decoded) }),
    (leaf) => ({ a: [{ ...leaf, size: '1' }] }),
  ],
]

const leaf = fc.record({ id: fc.string() })
const colour = fc.jsonValue()

describe.each(combined)('under %s', (_, codec, valueWith) => {
  it('loose keeps, strip drops and strict rejects an undeclared property', () => {
    fc.assert(
      fc.property(leaf, colour, (declared, colour) => {
        const value = valueWith(declared)
        const more = valueWith({ ...declared, colour })
        const decoded = codec.decode(value)
        for (const policy of [loose, strip, strict]) expect(policy(codec).decode(value)).toEqual(decoded)
        expect(E.isRight(loose(codec).decode(more))).toBe(true)
        expect(strip(codec).decode(more)).toEqual(decoded)
        if (JSON.stringify(more) !== JSON.stringify(value)) {
          expect(issues(strict(codec), more)).toMatchObject([
            { message: expect.stringContaining('colour is not a property') },
          ])
        }
      }),
      { numRuns: 30 },
    )
  })
})

describe('a policy', () => {
  const Looking = new t.Type<object>('Looking', Leaf.is, Leaf.validate, t.identity)
  const refused: ReadonlyArray<readonly [string, t.Mixed, string]> = [
    ['a pipe of objects', Leaf.pipe(Leaf, 'Piped'), 'Piped'],
    ['a pipe of arrays', t.array(t.string).pipe(t.array(t.string), 'Piped'), 'Piped'],
    ['a piped property, at any depth', t.record(t.string, t.array(Leaf.pipe(Leaf, 'Piped'))), 'Piped'],
    ['a codec of objects made with new t.Type', t.type({ a: Looking }), 'Looking'],
    [
      'a copy of an object codec with its own validate',
      t.type({ a: withFallback(Leaf, { id: '' }) }),
      'Leaf',
    ],
  ]

  it.each(refused)('refuses to be built on %s', (_, codec, name) => {
    expect(() => strict(codec)).toThrow(
      new TypeError(
        `strict cannot see the properties of ${name}: it was made by pipe or new t.Type, or copied with its own validate`,
      ),
    )
    expect(() => strip(codec)).toThrow(TypeError)
    expect(loose(codec)).toBe(codec)
  })

  const accepted: ReadonlyArray<readonly [string, t.Mixed, unknown]> = [
    ['a pipe of strings', t.type({ a: t.string.pipe(NumberFromString) }), { a: '1' }],
    ['a codec of strings made with new t.Type', t.type({ a: NumberFromString }), { a: '1' }],
    ['a copy of a string codec with its own validate', t.type({ a: withFallback(t.string, '') }), { a: '1' }],
  ]

  it.each(accepted)('holds beside %s', (_, codec, value) => {
    expect(E.isRight(strict(codec).decode(value))).toBe(true)
    expect(E.isLeft(strict(codec).decode(Object.assign({ colour: 1 }, value)))).toBe(true)
  })

  it('rejects every value where a part that is declared later cannot be seen', () => {
    const codec = strict(t.recursion('Later', (): t.Mixed => later))
    const later = Leaf.pipe(Leaf, 'Piped')
    expect(issues(codec, { id: 'a' })).toMatchObject([
      { message: 'strict cannot see all properties of Later' },
    ])
    expect(codec.is({ id: 'a' })).toBe(false)
  })

  it('names the type of an undeclared property, not its nullable union', () => {
    const Nullable = strict(t.type({ a: nullable(fast(Leaf)) }))
    expect(issues(Nullable, { a: { id: 'a', hue: 1 } })).toMatchObject([
      { path: '/a/hue', message: 'hue is not a property of Leaf' },
    ])
  })
})
