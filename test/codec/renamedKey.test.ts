// One property under two names: both are decoded to the canonical one, and either is encoded.
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { discriminated, fast, issuesOf, nullable, renamedKey, unwrapEnvelope } from '../../src/codec/index.js'

const Store = t.intersection([t.partial({ canonical: t.string }), t.partial({ size: t.number })], 'Store')
const names = { canonical: 'canonical', alternate: 'alternate' }
const [writesCanonical, writesAlternate] = [
  renamedKey(Store, names, 'canonical'),
  renamedKey(Store, names, 'alternate'),
]

const json = fc.dictionary(fc.constantFrom('canonical', 'a', '__proto__', 'b'), fc.string())

const renamed = (value: object, from: string, to: string): object =>
  Object.fromEntries(Object.entries(value).map(([key, property]) => [key === from ? to : key, property]))

describe('renamedKey', () => {
  it('decodes both names to the same, every other property in its place', () => {
    fc.assert(
      fc.property(json, (value) => {
        const decoded = writesCanonical.decode(renamed(value, 'canonical', 'alternate'))
        expect(decoded).toEqual(E.right(value))
        expect(E.isRight(decoded) && Object.keys(decoded.right)).toEqual(Object.keys(value))
      }),
    )
  })

  it('encodes what it decoded, under the name it writes', () => {
    fc.assert(
      fc.property(json, (value) => {
        const other = renamed(value, 'canonical', 'alternate')
        expect(E.map(writesAlternate.encode)(writesAlternate.decode(other))).toEqual(E.right(other))
        expect(E.map(writesAlternate.encode)(writesAlternate.decode(value))).toEqual(E.right(other))
        expect(E.map(writesCanonical.encode)(writesCanonical.decode(other))).toEqual(E.right(value))
      }),
    )
  })

  it('takes both names where they agree', () => {
    expect(writesCanonical.decode({ alternate: 'a', canonical: 'a' })).toEqual(E.right({ canonical: 'a' }))
  })

  it('refuses both names where they differ, and says so at the other', () => {
    const result = writesCanonical.decode({ canonical: 'a', alternate: 'b' })
    expect(E.mapLeft(issuesOf)(result)).toEqual(
      E.left([
        {
          path: '/alternate',
          expected: 'unknown',
          actual: '"b"',
          message: 'alternate and canonical are the same property and differ',
        },
      ]),
    )
    expect(E.isLeft(writesCanonical.decode({ canonical: null, alternate: 'b' }))).toBe(true)
  })

  it('reports the issues of its codec under the canonical name', () => {
    const result = writesCanonical.decode({ alternate: 7 })
    expect(E.isLeft(result) && issuesOf(result.left).map(({ path }) => path)).toEqual(['/canonical'])
    expect(E.isLeft(writesCanonical.decode('text'))).toBe(true)
  })
})

const Own = t.type({ tenantId: t.string })
const Renamed = writesAlternate

/** Codecs with a store somewhere inside, and how a value of each is made of two stores. */
const nestings: ReadonlyArray<readonly [string, t.Mixed, (first: object, second: object) => unknown]> = [
  ['a page', t.type({ value: t.array(Store) }), (first, second) => ({ value: [first, second] })],
  ['an array', t.array(Store), (first, second) => [first, second]],
  ['a readonly array', t.readonlyArray(t.readonly(Store)), (first, second) => [first, second]],
  ['a record', t.record(t.string, Store), (first, second) => ({ first, second })],
  ['a tuple', t.tuple([Store, t.number, Store]), (first, second) => [first, 1, second]],
  ['a nullable property', t.partial({ a: nullable(Store), b: Store }), (a, b) => ({ a, b })],
  ['a union', t.array(t.union([Store, t.string, t.array(Store)])), (first, second) => [first, 'x', [second]]],
  [
    'an intersection with own properties',
    t.array(t.intersection([Store, Own])),
    (first, second) => [
      { ...first, tenantId: 'a' },
      { ...second, tenantId: 'b' },
    ],
  ],
  [
    'an intersection of a renaming codec with own properties',
    t.array(t.intersection([Renamed, Own])),
    (first, second) => [
      { ...first, tenantId: 'a' },
      { ...second, tenantId: 'b' },
    ],
  ],
  [
    'an intersection that makes the key required',
    t.array(t.intersection([Renamed, t.type({ canonical: t.string })])),
    (first, second) => [
      { canonical: 'x', ...first },
      { canonical: 'y', ...second },
    ],
  ],
  [
    'renaming codecs',
    t.type({ value: t.array(fast(Renamed)) }),
    (first, second) => ({ value: [first, second] }),
  ],
  [
    'a discriminated union',
    t.array(discriminated('Either', 'kind', { small: Store })),
    (first, second) => [
      { ...first, kind: 'small' },
      { ...second, kind: 'small' },
    ],
  ],
  ['an envelope', unwrapEnvelope('Envelope', t.array(Store), 'value'), (first, second) => [first, second]],
  [
    'a recursive codec',
    t.recursion('Nested', (Nested: t.Mixed) =>
      t.intersection([Store, t.partial({ next: nullable(Nested) })]),
    ),
    (first, second) => ({ ...first, next: { ...second, next: null } }),
  ],
]

const stores = fc.record({ canonical: fc.string(), b: fc.string() }, { requiredKeys: [] })

/** The same value with the key renamed at every depth. */
const renamedDeep = (value: unknown, from: string, to: string): unknown => {
  if (Array.isArray(value)) return value.map((item) => renamedDeep(item, from, to))
  if (typeof value !== 'object' || value === null) return value
  const inside = Object.entries(value).map(([key, own]) => [key, renamedDeep(own, from, to)])
  return renamed(Object.fromEntries(inside), from, to)
}

describe.each(nestings)('renamedKey in %s', (_, codec, valueWith) => {
  it.each([
    ['plain', (made: t.Mixed) => made],
    ['fast', (made: t.Mixed) => fast(made)],
  ])('decodes both names, and encodes the one it writes, as a %s codec', (_, wrap) => {
    fc.assert(
      fc.property(stores, stores, (first, second) => {
        const value = valueWith(first, second)
        const alternate = renamedDeep(value, 'canonical', 'alternate')
        for (const write of ['canonical', 'alternate'] as const) {
          const made = wrap(renamedKey(codec, names, write))
          for (const json of [value, alternate]) {
            expect(made.decode(json)).toEqual(E.right(value))
            expect(E.map(made.encode)(made.decode(json))).toEqual(
              E.right(write === 'alternate' ? alternate : value),
            )
          }
          expect(made.is(value)).toBe(true)
        }
      }),
      { numRuns: 30 },
    )
  })

  it('decodes what it has encoded after an edit', () => {
    const made = renamedKey(codec, names, 'alternate')
    const decoded = made.decode(valueWith({ canonical: 'x', b: 'y' }, { canonical: 'z' }))
    const edited = renamedDeep(E.isRight(decoded) ? decoded.right : undefined, 'b', 'c')
    expect(made.decode(made.encode(edited))).toEqual(E.right(edited))
  })
})

describe('renamedKey below the value', () => {
  const Page = renamedKey(t.type({ value: t.array(Store) }), names, 'canonical')

  it('reports different values under both names at their place', () => {
    const result = Page.decode({ value: [{}, { canonical: 'a', alternate: 'b' }] })
    expect(E.isLeft(result) && issuesOf(result.left)).toMatchObject([
      { path: '/value/1/alternate', message: 'alternate and canonical are the same property and differ' },
    ])
  })

  it('leaves properties of that name alone where the codec does not declare it', () => {
    const Loose = renamedKey(t.type({ store: Store, other: t.UnknownRecord }), names, 'alternate')
    const value = { store: { alternate: 'a' }, other: { alternate: 'b', canonical: 'c' }, alternate: 'd' }
    expect(Loose.decode(value)).toEqual(E.right({ ...value, store: { canonical: 'a' } }))
    expect(E.map(Loose.encode)(Loose.decode(value))).toEqual(E.right(value))
  })

  it('decodes a value without the alternate name to the same value', () => {
    const value = { value: [{ canonical: 'a' }] }
    for (const codec of [Page, fast(Page)]) expect(codec.decode(value)).toHaveProperty('right', value)
    const decoded = fast(Page).decode(value)
    expect(E.isRight(decoded) && decoded.right).toBe(value)
  })

  it('reads a recursive definition that is declared later', () => {
    const Later = renamedKey(
      t.recursion('Later', (): t.Mixed => later),
      names,
      'alternate',
    )
    const later = t.type({ stores: t.array(Store) })
    expect(Later.decode({ stores: [{ alternate: 'a' }] })).toEqual(E.right({ stores: [{ canonical: 'a' }] }))
    expect(Later.encode({ stores: [{ canonical: 'a' }] })).toEqual({ stores: [{ alternate: 'a' }] })
  })
})

describe('renamedKey refuses to be built', () => {
  const refused: ReadonlyArray<readonly [string, t.Mixed, string]> = [
    ['where the codec declares the key nowhere', Own, 'declares no property canonical'],
    [
      'where the codec declares the alternate name',
      t.intersection([Store, t.type({ alternate: t.string })]),
      'declares alternate',
    ],
    ['on a pipe', Store.pipe(Store, 'Piped'), 'renamedKey cannot see the properties of Piped'],
    [
      'on a codec with a piped property',
      t.intersection([Store, t.type({ a: Store.pipe(Store, 'Piped') })]),
      'Piped',
    ],
  ]

  it.each(refused)('%s', (_, codec, message) => {
    expect(() => renamedKey(codec, names, 'canonical')).toThrow(TypeError)
    expect(() => renamedKey(codec, names, 'canonical')).toThrow(message)
  })
})
