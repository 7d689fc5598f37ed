// One property under two names, in values nested in pages, records and intersections with own properties.
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { discriminated, fast, issuesOf, nullable, renamedKey, unwrapEnvelope } from '../../src/codec/index.js'

const Store = t.intersection([t.partial({ canonical: t.string }), t.partial({ size: t.number })], 'Store')
const names = { canonical: 'canonical', alternate: 'alternate' }
const Renamed = renamedKey(Store, names, 'alternate')

const renamed = (value: object, from: string, to: string): object =>
  Object.fromEntries(Object.entries(value).map(([key, property]) => [key === from ? to : key, property]))

const Own = t.type({ tenantId: t.string })

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

  it('does not rename properties that the codec does not declare', () => {
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
