// Values checked as a whole, transformed values, and unions by which property is present.
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import {
  DateTimeOffset,
  epochMillisOf,
  formatPointer,
  oneOfKeys,
  parsePointer,
  refine,
  strict,
  transform,
} from '../../src/codec/index.js'
import { issues } from './issues.js'

const Range = refine(
  t.intersection([t.type({ min: t.number }), t.type({ max: t.number })], 'Range'),
  ({ min, max }) => (min <= max ? [] : [{ path: '/max', message: 'max is less than min' }]),
)

describe('refine', () => {
  it('accepts and encodes values without an issue', () => {
    expect(Range.decode({ min: 1, max: 2 })).toEqual(E.right({ min: 1, max: 2 }))
    expect(Range.is({ min: 1, max: 2 })).toBe(true)
    expect(Range.is({ min: 2, max: 1 })).toBe(false)
    expect(Range.encode({ min: 1, max: 2 })).toEqual({ min: 1, max: 2 })
  })

  it('reports each issue at its path', () => {
    expect(issues(t.type({ range: Range }), { range: { min: 2, max: 1 } })).toMatchObject([
      { path: '/range/max', message: 'max is less than min' },
    ])
  })

  it('checks only what the codec has decoded', () => {
    expect(issues(Range, { min: 2 }).map(({ path }) => path)).toEqual(['/max'])
  })
})

describe('transform', () => {
  const Width = transform('Width', Range, {
    is: t.number.is,
    decode: ({ min, max }) =>
      max === min ? E.left([{ path: '/min', message: 'min equals max' }]) : E.right(max - min),
    encode: (width) => ({ min: 0, max: width }),
  })

  it('decodes, encodes, and reports the issues of both steps at their paths', () => {
    expect(Width.decode({ min: 1, max: 3 })).toEqual(E.right(2))
    expect(Width.encode(2)).toEqual({ min: 0, max: 2 })
    const paths = (value: unknown) => issues(t.array(Width), [value]).map(({ path }) => path)
    expect(paths({ min: 1, max: 1 })).toEqual(['/0/min'])
    expect(paths({ min: 2, max: 1 })).toEqual(['/0/max'])
    expect(paths({ max: 1 })).toEqual(['/0/min'])
  })
})

describe('oneOfKeys', () => {
  const Source = oneOfKeys('Source', {
    file: t.intersection([t.type({ file: t.string }), t.partial({ rows: t.number })]),
    url: t.type({ url: t.string }),
  })

  it('decodes by the member whose property is present', () => {
    expect(Source.decode({ file: 'a', rows: 1 })).toEqual(E.right({ file: 'a', rows: 1 }))
    expect(Source.encode({ url: 'b' })).toEqual({ url: 'b' })
    expect(issues(Source, { file: 'a', rows: '1' }).map(({ path }) => path)).toEqual(['/rows'])
  })

  it('rejects a value with none of the properties, or with two', () => {
    for (const value of [{}, { file: 'a', url: 'b' }]) {
      expect(Source.is(value)).toBe(false)
      expect(issues(t.type({ source: Source }), { source: value })).toMatchObject([
        { path: '/source', message: 'Source needs exactly one of file, url' },
      ])
    }
    expect(issues(Source, 7)).toMatchObject([{ path: '', expected: 'Source' }])
  })
})

describe('strict', () => {
  const Inner = t.type({ a: t.number }, 'Inner')
  const Outer = t.type({ inner: Inner }, 'Outer')
  const value = { inner: { a: 1, b: 2 }, 'inner@odata.count': 1 }

  it('checks the value itself only, where its depth is own', () => {
    expect(strict(Outer, { depth: 'own' }).is(value)).toBe(true)
    expect(strict(Outer).is(value)).toBe(false)
    expect(E.isRight(strict(Outer, { depth: 'own' }).decode(value))).toBe(true)
  })

  it('rejects annotations and lists the declared names, where the options say so', () => {
    const codec = strict(Outer, { annotations: 'reject', depth: 'own', listsNames: true })
    expect(issues(codec, value)).toMatchObject([
      {
        path: '/inner@odata.count',
        message: 'inner@odata.count is not a property of Outer; expected inner',
      },
    ])
  })
})

describe('a JSON pointer', () => {
  it('gives its keys back', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (keys) => {
        expect(parsePointer(formatPointer(keys))).toEqual(keys)
      }),
    )
  })
})

describe('epochMillisOf', () => {
  it('cuts to milliseconds, and gives 0 for a year that no Date holds', () => {
    expect(epochMillisOf(DateTimeOffset.of('1970-01-01T00:00:01.2349Z'))).toBe(1234)
    expect(epochMillisOf(DateTimeOffset.of('300000-01-01T00:00Z'))).toBe(0)
  })
})
