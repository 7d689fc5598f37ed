// One property under two names: both are read, one is known inside, one is written.
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { issuesOf, renamedKey } from '../../src/codec/index.js'

const Store = t.intersection([t.partial({ canonical: t.string }), t.partial({ size: t.number })], 'Store')
const spellings = { canonical: 'canonical', alternate: 'alternate' }
const [writesInside, writesOther] = [
  renamedKey(Store, spellings, 'canonical'),
  renamedKey(Store, spellings, 'alternate'),
]

const json = fc.dictionary(fc.constantFrom('canonical', 'a', '__proto__', 'b'), fc.string())

const renamed = (value: object, from: string, to: string): object =>
  Object.fromEntries(Object.entries(value).map(([key, property]) => [key === from ? to : key, property]))

describe('alias', () => {
  it('decodes both spellings to the same, every other property in its place', () => {
    fc.assert(
      fc.property(json, (value) => {
        const decoded = writesInside.decode(renamed(value, 'canonical', 'alternate'))
        expect(decoded).toEqual(E.right(value))
        expect(E.isRight(decoded) && Object.keys(decoded.right)).toEqual(Object.keys(value))
      }),
    )
  })

  it('gives back what it read, in the spelling it writes', () => {
    fc.assert(
      fc.property(json, (value) => {
        const other = renamed(value, 'canonical', 'alternate')
        expect(E.map(writesOther.encode)(writesOther.decode(other))).toEqual(E.right(other))
        expect(E.map(writesOther.encode)(writesOther.decode(value))).toEqual(E.right(other))
        expect(E.map(writesInside.encode)(writesInside.decode(other))).toEqual(E.right(value))
      }),
    )
  })

  it('takes both spellings where they agree', () => {
    expect(writesInside.decode({ alternate: 'a', canonical: 'a' })).toEqual(E.right({ canonical: 'a' }))
  })

  it('refuses both spellings where they differ, and says so at the other', () => {
    const result = writesInside.decode({ canonical: 'a', alternate: 'b' })
    expect(E.mapLeft(issuesOf)(result)).toEqual(
      E.left([
        {
          path: '/other',
          expected: 'unknown',
          actual: '"b"',
          message: 'other and inside are the same property and differ',
        },
      ]),
    )
    expect(E.isLeft(writesInside.decode({ canonical: null, alternate: 'b' }))).toBe(true)
  })

  it('tells the faults of what it reads', () => {
    const result = writesInside.decode({ alternate: 7 })
    expect(E.isLeft(result) && issuesOf(result.left).map(({ path }) => path)).toEqual(['/inside'])
    expect(E.isLeft(writesInside.decode('text'))).toBe(true)
  })
})
