// Values that one property distinguishes.
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
  it('decodes and encodes by the named member', () => {
    expect(Shape.decode({ kind: 'square', edge: 1 })).toEqual(E.right({ kind: 'square', side: 1 }))
    expect(Shape.encode({ kind: 'square', side: 1 })).toEqual({ kind: 'square', edge: 1 })
    expect(Shape.encode({ kind: 'circle', radius: 1 })).toEqual({ kind: 'circle', radius: 1 })
  })

  it('accepts the values of its members', () => {
    expect(Shape.is({ kind: 'circle', radius: 1 })).toBe(true)
    expect(Shape.is({ kind: 'circle', side: 1 })).toBe(false)
    expect(Shape.is({ kind: 'line' })).toBe(false)
  })

  it('reports the issues of the named member only', () => {
    expect(issuesOf({ kind: 'circle', side: 1 }).map(({ message }) => message)).toEqual([
      '/radius is missing; expected number',
    ])
    expect(issuesOf({ kind: 'square' }).map(({ path }) => path)).toEqual(['/side'])
  })

  it('reports a tag that names no member, even if every object inherits that name', () => {
    for (const kind of ['line', 'constructor', '__proto__', 'toString', 7, undefined]) {
      expect(issuesOf({ kind })).toMatchObject([{ path: '/kind', expected: '"circle" | "square"' }])
    }
  })

  it('rejects values that are not objects', () => {
    for (const value of [null, undefined, 'circle', ['circle']])
      expect(E.isLeft(Shape.decode(value))).toBe(true)
  })
})
