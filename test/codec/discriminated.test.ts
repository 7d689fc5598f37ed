// Values told apart by one property.
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { discriminated, renamedKey } from '../../src/codec/index.js'
import { issues } from './issues.js'

const Circle = t.type({ kind: t.literal('circle'), radius: t.number }, 'Circle')
const Square = renamedKey(
  t.intersection([t.type({ kind: t.literal('square') }), t.type({ side: t.number })], 'Square'),
  { canonical: 'side', alternate: 'edge' },
  'alternate',
)
const Shape = discriminated('Shape', 'kind', { circle: Circle, square: Square })

const issuesOf = (value: unknown) => issues(Shape, value)

describe('discriminated', () => {
  it('decodes and encodes by the member that is named', () => {
    expect(Shape.decode({ kind: 'square', edge: 1 })).toEqual(E.right({ kind: 'square', side: 1 }))
    expect(Shape.encode({ kind: 'square', side: 1 })).toEqual({ kind: 'square', edge: 1 })
    expect(Shape.encode({ kind: 'circle', radius: 1 })).toEqual({ kind: 'circle', radius: 1 })
  })

  it('is what one of its members is', () => {
    expect(Shape.is({ kind: 'circle', radius: 1 })).toBe(true)
    expect(Shape.is({ kind: 'circle', side: 1 })).toBe(false)
    expect(Shape.is({ kind: 'line' })).toBe(false)
  })

  it('tells the faults of the member that is named alone', () => {
    expect(issuesOf({ kind: 'circle', side: 1 }).map(({ message }) => message)).toEqual([
      '/radius is missing; expected number',
    ])
    expect(issuesOf({ kind: 'square' }).map(({ path }) => path)).toEqual(['/side'])
  })

  it('tells of a tag that names none, an inherited name too', () => {
    for (const kind of ['line', 'constructor', '__proto__', 'toString', 7, undefined]) {
      expect(issuesOf({ kind })).toMatchObject([{ path: '/kind', expected: '"circle" | "square"' }])
    }
  })

  it('refuses what is no object', () => {
    for (const value of [null, undefined, 'circle', ['circle']])
      expect(E.isLeft(Shape.decode(value))).toBe(true)
  })
})
