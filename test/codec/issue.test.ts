// Errors as a person reads them: where, what was expected, what is there, one sentence for each invalid place.
import * as fc from 'fast-check'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { DateTimeOffset, fast, Int32, nullable } from '../../src/codec/index.js'
import { issues } from './issues.js'

const Row = t.intersection([t.type({ id: t.string }), t.partial({ at: nullable(DateTimeOffset) })], 'Row')
const Table = t.intersection(
  [
    t.partial({ rows: nullable(t.array(Row)), size: Int32 }),
    t.partial({ size: t.number, secret: t.string, 'a/b~c': t.string }),
  ],
  'Table',
)

describe('issuesOf', () => {
  it.each([
    [
      'a property that two parts of an intersection declare',
      { size: '15' },
      '/size',
      'Int32 and number',
      '"15"',
      '/size is "15"; expected Int32 and number',
    ],
    [
      'a property that is missing',
      { rows: [{}] },
      '/rows/0/id',
      'string',
      'nothing',
      '/rows/0/id is missing; expected string',
    ],
    [
      'all alternatives of one value',
      { rows: [{ id: 'a', at: 'noon' }] },
      '/rows/0/at',
      'DateTimeOffset or null',
      '"noon"',
      '/rows/0/at is "noon"; expected DateTimeOffset or null',
    ],
    [
      'a key with the characters that pointers use',
      { 'a/b~c': 1 },
      '/a~1b~0c',
      'string',
      '1',
      '/a~1b~0c is 1; expected string',
    ],
  ])('reports %s', (_, value, path, expected, actual, message) => {
    for (const codec of [Table, fast(Table)]) {
      expect(issues(codec, value)).toEqual([{ path, expected, actual, message }])
    }
  })

  it('points to the whole value by an empty pointer', () => {
    expect(issues(Int32, 'x')).toEqual([
      { path: '', expected: 'Int32', actual: '"x"', message: 'the value is "x"; expected Int32' },
    ])
  })

  it('reports each invalid place once, in the order of the errors', () => {
    const value = { rows: [{ id: 1, at: 2 }, 'row'], size: 1.5, secret: null }
    expect(issues(Table, value).map(({ path }) => path)).toEqual([
      '/rows/0/id',
      '/rows/0/at',
      '/rows/1',
      '/size',
      '/secret',
    ])
  })

  it('reports what is invalid inside the option that the value was meant to be, not that it fits no other option', () => {
    expect(issues(Table, { rows: [{ id: 7 }] }).map(({ path }) => path)).toEqual(['/rows/0/id'])
    expect(issues(Table, { rows: 7 })).toMatchObject([{ path: '/rows' }])
  })

  it('reports as many issues as there are invalid places, each at its pointer', () => {
    const row = fc.record({ id: fc.oneof(fc.string(), fc.integer()), at: fc.option(fc.integer()) })
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const expected = rows.flatMap(({ id, at }, index) => [
          ...(typeof id === 'string' ? [] : [`/rows/${index}/id`]),
          ...(at === null ? [] : [`/rows/${index}/at`]),
        ])
        expect(issues(Table, { rows }).map(({ path }) => path)).toEqual(expected)
      }),
    )
  })

  it('keeps the message of a codec that words its own', () => {
    const Even = new t.Type<number>(
      'Even',
      t.number.is,
      (value, context) => t.failure(value, context, 'it is odd'),
      t.identity,
    )
    expect(issues(t.type({ a: Even }), { a: 1 })).toMatchObject([{ path: '/a', message: 'it is odd' }])
  })

  it('shows no part of a secret', () => {
    const isSecret = (path: string) => path.startsWith('/secret')
    expect(issues(Table, { secret: 12_345 }, { isSecret })).toEqual([
      {
        path: '/secret',
        expected: 'string',
        actual: 'a secret',
        message: '/secret is a secret; expected string',
      },
    ])
  })

  it('cuts long strings and does not look into arrays', () => {
    const long = issues(Int32, 'x'.repeat(10_000_000))[0]
    expect(long?.actual).toBe('a string of 10000000 characters that starts with "xxxxxxxxxxxxxxxx"')
    expect(long?.message.length).toBeLessThan(120)
    expect(issues(Int32, Array.from({ length: 100_000 }))).toMatchObject([{ actual: 'an array of 100000' }])
  })

  it.each([
    ['a BigInt', 10n, 'a BigInt'],
    ['a symbol', Symbol.iterator, 'a symbol'],
    ['a function', () => 1, 'a function'],
    ['undefined', undefined, 'nothing'],
    ['null', null, 'null'],
    ['NaN', Number.NaN, 'NaN'],
    ['an object without a prototype', Object.create(null), 'an object'],
    ['a revoked proxy', revoked(), 'an object that cannot be read'],
  ])('names %s', (_, value, actual) => expect(issues(Int32, value)).toMatchObject([{ actual }]))

  it('names values that contain themselves or throw when they are read', () => {
    const circle: Record<string, unknown> = {}
    circle['rows'] = circle
    const trap = {
      get rows() {
        throw new Error('no rows')
      },
      toString: () => {
        throw new Error('no text')
      },
    }
    expect(issues(fast(Table), circle)).toMatchObject([{ path: '/rows', actual: 'an object' }])
    expect(issues(fast(Table), trap)).toMatchObject([{ path: '', actual: 'an object' }])
  })

  it('reports 50,000 issues', () => {
    const rows = Array.from({ length: 50_000 }, () => ({ id: 'a', at: 1 }))
    expect(issues(fast(Table), { rows })).toHaveLength(50_000)
  })

  const Named = t.intersection([Row, t.partial({ note: t.string }), t.type({ size: Int32 })], 'Named')
  const Id = t.brand(Named, (value): value is t.Branded<typeof value, { readonly Id: symbol }> => true, 'Id')

  it.each([
    ['an intersection', Named, 'Named'],
    ['an accelerated intersection', fast(Named), 'Named'],
    ['a refined intersection', t.refinement(Named, () => true, 'Refined'), 'Refined'],
    ['a branded intersection', Id, 'Id'],
    [
      'a nullable intersection',
      t.union([Named, t.undefined, t.array(Named)]),
      'Named or undefined or Array<Named>',
    ],
  ])('expects %s by its name where the value is not an object', (_, codec, expected) => {
    for (const value of [1, 'x', true]) {
      expect(issues(codec, value)).toMatchObject([{ path: '', expected }])
      expect(issues(t.type({ a: t.array(codec) }), { a: [value] })).toMatchObject([
        { path: '/a/0', expected },
      ])
    }
  })

  it('joins the parts of an intersection by "and" where the value fits only some of them', () => {
    const Even = t.refinement(t.number, (value) => value % 2 === 0, 'Even')
    const Small = t.refinement(t.number, (value) => value < 10, 'Small')
    const Limited = t.intersection([t.number, Even, Small], 'Limited')
    expect(issues(Limited, 11)).toMatchObject([{ expected: 'Even and Small' }])
    expect(issues(Limited, 12)).toMatchObject([{ expected: 'Small' }])
    expect(issues(Limited, '12')).toMatchObject([{ expected: 'Limited' }])
  })

  it('reports only what is deeper inside an option of a union that is an intersection', () => {
    const Marked = t.refinement(t.UnknownRecord, (value) => 'mark' in value, 'Marked')
    const Either = t.union([t.intersection([Named, Marked]), t.null])
    expect(issues(Either, { id: 'a', size: 'x' }).map(({ message }) => message)).toEqual([
      '/size is "x"; expected Int32',
      'the value is an object; expected Marked',
    ])
  })
})

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}
