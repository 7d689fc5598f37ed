// One property under two names: both are decoded to the canonical one, and either is encoded.
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { issuesOf, renamedKey } from '../../src/codec/index.js'

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

  it('accepts both names where their values are equal', () => {
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
