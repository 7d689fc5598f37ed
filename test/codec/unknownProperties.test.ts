// Properties that a codec does not declare: kept, dropped or reported.
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import {
  discriminated,
  fast,
  Int32,
  issuesOf,
  loose,
  nullable,
  renamedKey,
  strict,
  strip,
} from '../../src/codec/index.js'
import { issues } from './issues.js'

const Column = fast(t.intersection([t.type({ name: t.string }), t.partial({ size: Int32 })], 'Column'))
const Table = fast(
  renamedKey(
    t.intersection(
      [
        t.partial({ id: t.string, columns: nullable(t.array(Column)), first: nullable(Column) }),
        t.partial({ '@odata.type': t.string, anything: t.unknown, labels: t.record(t.string, t.string) }),
      ],
      'Table',
    ),
    { canonical: 'id', alternate: 'ID' },
    'canonical',
  ),
)

const column = fc.record({ name: fc.string(), size: fc.integer() }, { requiredKeys: ['name'] })
const table = fc.record(
  {
    id: fc.string(),
    columns: fc.option(fc.array(column, { maxLength: 3 })),
    first: fc.option(column),
    '@odata.type': fc.string(),
    anything: fc.jsonValue(),
    labels: fc.dictionary(fc.string(), fc.string()),
  },
  { requiredKeys: [] },
)

/** The value with unknown properties in every object that declares its own. */
const withUnknown = (value: object, unknown: object): object =>
  Object.fromEntries([
    ...Object.entries(value).map(([key, inner]: [string, unknown]) => {
      if (key === 'first' && typeof inner === 'object' && inner !== null)
        return [key, { ...inner, ...unknown }]
      if (key === 'columns' && Array.isArray(inner))
        return [key, inner.map((each) => ({ ...each, ...unknown }))]
      return [key, inner]
    }),
    ...Object.entries(unknown),
  ])

const unknown = fc.dictionary(fc.constantFrom('x', 'y', 'constructor', '__proto__'), fc.jsonValue(), {
  minKeys: 1,
})

const messagesOf = (codec: t.Mixed, value: unknown) => issues(codec, value).map(({ message }) => message)

describe('loose, strip and strict', () => {
  it('decode a value without undeclared properties to the same value', () => {
    fc.assert(
      fc.property(table, (value) => {
        for (const codec of [loose(Table), strip(Table), strict(Table)]) {
          const decoded = codec.decode(value)
          expect(E.isRight(decoded) && decoded.right).toBe(value)
          expect(codec.is(value)).toBe(true)
          expect(codec.encode(value)).toEqual(value)
        }
      }),
    )
  })

  it('keep, drop and report undeclared properties, at any depth', () => {
    fc.assert(
      fc.property(table, unknown, (value, properties) => {
        const more = withUnknown(value, properties)
        expect(loose(Table).decode(more)).toEqual(E.right(more))
        expect(strip(Table).decode(more)).toEqual(E.right(value))
        expect(E.isLeft(strict(Table).decode(more))).toBe(true)
        expect([loose(Table).is(more), strip(Table).is(more), strict(Table).is(more)]).toEqual([
          true,
          false,
          false,
        ])
      }),
    )
  })
})

describe('loose', () => {
  it('undoes strip and strict', () => {
    expect(loose(strip(Table))).toBe(Table)
    expect(loose(strict(Table))).toBe(Table)
    expect(loose(Table)).toBe(Table)
  })
})

describe('strip', () => {
  it('drops undeclared properties when it encodes', () => {
    const more = Object.assign({ id: 'a' }, { x: 1 })
    expect(strip(Table).encode(more)).toEqual({ id: 'a' })
  })

  it('keeps a property under its alternate name', () => {
    expect(strip(Table).decode({ ID: 'a', x: 1 })).toEqual(E.right({ id: 'a' }))
  })

  it('reports the issues of the plain codec', () => {
    expect(messagesOf(strip(Table), { id: 7, x: 1 })).toEqual(['/id is 7; expected string'])
  })
})

describe('strict', () => {
  it('names the undeclared property and the type that lacks it, beside all other issues', () => {
    expect(messagesOf(strict(Table), { id: 7, x: 1, columns: [{ name: 'a', y: 2 }] })).toEqual([
      '/id is 7; expected string',
      'x is not a property of Table',
      'y is not a property of Column',
    ])
  })

  it('points to the undeclared property', () => {
    const result = strict(Table).decode({ columns: [{ name: 'a' }, { name: 'b', y: 2 }] })
    expect(E.isLeft(result) && issuesOf(result.left)).toMatchObject([{ path: '/columns/1/y', actual: '2' }])
  })

  it('accepts annotations of OData', () => {
    const annotated = { '@odata.context': 'x', 'columns@odata.count': 1 }
    expect(messagesOf(strict(Table), annotated)).toEqual([])
    expect(strict(Table).is({ ...annotated, columns: [] })).toBe(true)
    expect(strip(Table).is({ ...annotated, columns: [] })).toBe(false)
  })

  it('reports no property of a record or of a part that accepts any', () => {
    expect(messagesOf(strict(Table), { anything: { x: 1 }, labels: { x: 'y' } })).toEqual([])
  })

  it('looks into the member that a discriminated value names', () => {
    const Shape = discriminated('Shape', 'kind', {
      circle: t.type({ kind: t.literal('circle'), radius: t.number }, 'Circle'),
      square: t.type({ kind: t.literal('square'), side: t.number }, 'Square'),
    })
    expect(messagesOf(strict(Shape), { kind: 'circle', radius: 1, side: 1 })).toEqual([
      'side is not a property of Shape',
    ])
  })

  it('looks into the options of a union that the value fits', () => {
    const Either = t.union([t.type({ a: t.string }, 'A'), t.type({ b: t.string }, 'B')])
    expect(messagesOf(strict(Either), { a: '1', b: '2' })).toEqual([])
    expect(messagesOf(strict(Either), { a: '1', b: 2 })).toHaveLength(1)
  })

  it('returns a Left for a value that cannot be read', () => {
    const value = Object.defineProperty({}, 'id', {
      enumerable: true,
      get() {
        throw new Error('no id')
      },
    })
    expect([strip(Table), strict(Table)].map((codec) => E.isLeft(codec.decode(value)))).toEqual([true, true])
    expect(strict(Table).is(value)).toBe(false)
  })

  it('reports 100,000 undeclared properties', () => {
    const wide = Object.fromEntries(Array.from({ length: 100_000 }, (_, at) => [`x${at}`, at]))
    const result = strict(Table).decode(wide)
    expect(E.isLeft(result) && result.left.length).toBe(100_000)
    expect(strip(Table).decode(wide)).toEqual(E.right({}))
  })
})
