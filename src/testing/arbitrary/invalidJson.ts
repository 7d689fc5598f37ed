// JSON with one invalid place, and which one it is.
import * as fc from 'fast-check'
import * as O from 'fp-ts/lib/Option.js'
import type * as t from 'io-ts'
import { DateTimeOffset, fold, formatPointer, Int32, type ShapeOf } from '../../codec/index.js'
import { type ArbitraryConstraints, annotation, arbitraryOf } from './arbitraryOf.js'

/** JSON with one invalid place. */
export interface InvalidJson {
  readonly json: unknown
  /** JSON pointer to the invalid place. */
  readonly path: string
  /** The valid value and the invalid one that replaces it. */
  readonly change: string
}

interface Place {
  readonly path: ReadonlyArray<string>
  readonly before: unknown
  /** Values that the codec does not accept there. */
  readonly invalid: ReadonlyArray<unknown>
}

const invalidTimes = [
  '2026-02-29T12:00Z',
  '2026-01-01',
  '2026-01-01T24:00Z',
  '2026-01-01T12:00',
  '2026-01-01T12:00:00.1234567890123Z',
  '',
  0,
]

/** Numbers of which a codec that narrows them rejects at least one. */
const edges = [-1, 0, 0.5, 1e300]

const invalidCounts = ['1', 1.5, 2_147_483_648, -2_147_483_649, true, [], {}]

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const place = (
  path: ReadonlyArray<string>,
  before: unknown,
  ...invalid: ReadonlyArray<unknown>
): ReadonlyArray<Place> => [{ path, before, invalid }]

const propertyPlaces = (props: t.Props, value: unknown, path: ReadonlyArray<string>): ReadonlyArray<Place> =>
  isObject(value)
    ? Object.entries(props).flatMap(([name, codec]) =>
        Object.hasOwn(value, name) ? places(codec, value[name], [...path, name]) : [],
      )
    : []

const itemPlaces = (codec: t.Mixed, value: unknown, path: ReadonlyArray<string>): ReadonlyArray<Place> =>
  Array.isArray(value) ? value.flatMap((item, index) => places(codec, item, [...path, String(index)])) : []

/** The places of the option that a value belongs to; values of the other options are not invalid. */
const optionPlaces = (
  types: ReadonlyArray<t.Mixed>,
  value: unknown,
  path: ReadonlyArray<string>,
): ReadonlyArray<Place> =>
  types
    .filter((type) => type.is(value) || value === null)
    .flatMap((type) => places(type, value, path))
    .map(({ invalid, ...rest }) => ({
      ...rest,
      invalid:
        rest.path.length > path.length
          ? invalid
          : invalid.filter((other) => !types.some((type) => type.is(other))),
    }))

/** Codecs whose invalid values are listed here rather than read from their shape. */
const invalidValues: ReadonlyMap<t.Mixed, ReadonlyArray<unknown>> = new Map<t.Mixed, ReadonlyArray<unknown>>([
  [Int32, invalidCounts],
  [DateTimeOffset, invalidTimes],
])

type PlacesOf = (value: unknown, path: ReadonlyArray<string>) => ReadonlyArray<Place>

const always =
  (...invalid: ReadonlyArray<unknown>): PlacesOf =>
  (value, path) =>
    place(path, value, ...invalid)

const ofInner =
  ({ inner }: { readonly inner: t.Mixed }): PlacesOf =>
  (value, path) =>
    places(inner, value, path)

const refinement =
  ({ codec, inner }: ShapeOf<'refinement'>): PlacesOf =>
  (value, path) => {
    if (annotation(codec) !== null) return place(path, value, '#microsoft.graph.entity', 0)
    const outside = typeof value === 'number' ? edges.filter((edge) => !codec.is(edge)) : []
    return [...place(path, value, ...outside), ...places(inner, value, path)]
  }

const fromShape = fold<PlacesOf>({
  string: () => always(0, true, [], {}),
  number: () => always('1', true, [], {}),
  boolean: () => always('true', 0, []),
  literal: ({ values }) => always(`not ${values.join(' or ')}`, [], {}),
  struct:
    ({ props }) =>
    (value, path) => [...place(path, value, [], 'text', 0), ...propertyPlaces(props, value, path)],
  array:
    ({ item }) =>
    (value, path) => [...place(path, value, {}, 'text', 0), ...itemPlaces(item, value, path)],
  union:
    ({ options }) =>
    (value, path) =>
      optionPlaces(options, value, path),
  intersection:
    ({ parts }) =>
    (value, path) =>
      parts.flatMap((part) => places(part, value, path)),
  discriminated:
    ({ union }) =>
    (value, path) => {
      const member = union.memberOf(value)
      return member === undefined ? [] : places(member, value, path)
    },
  refinement,
  renamedKey: ofInner,
  envelope: ofInner,
  policy: ofInner,
  wrapper: ofInner,
  otherwise: () => () => [],
})

const places = (codec: t.Mixed, value: unknown, path: ReadonlyArray<string>): ReadonlyArray<Place> => {
  const invalid = invalidValues.get(codec)
  return invalid === undefined ? fromShape(codec)(value, path) : place(path, value, ...invalid)
}

/** The value with another one in one place. */
const replaceAt = (value: unknown, [name, ...rest]: ReadonlyArray<string>, other: unknown): unknown => {
  if (name === undefined) return other
  if (Array.isArray(value))
    return value.map((item, index) => (String(index) === name ? replaceAt(item, rest, other) : item))
  return isObject(value)
    ? Object.fromEntries(
        Object.entries(value).map(([key, member]) => [
          key,
          key === name ? replaceAt(member, rest, other) : member,
        ]),
      )
    : value
}

const pick = <A>(all: ReadonlyArray<A>, number: number): A | undefined => all[number % all.length]

/**
 * JSON that a codec rejects for one place, which is reported: an invalid type, a number out of range, an invalid time.
 * None for a codec that {@link arbitraryOf} has no values of.
 *
 * @example
 * import { ExactMatchSession } from 'exact-match-session/model'
 * import { invalidJson } from 'exact-match-session/testing'
 * import * as fc from 'fast-check'
 * import * as O from 'fp-ts/lib/Option.js'
 *
 * const invalid = invalidJson(ExactMatchSession)
 * if (O.isSome(invalid)) fc.assert(fc.property(invalid.value, ({ json }) => !ExactMatchSession.is(json)))
 */
export const invalidJson = <A, O>(
  codec: t.Type<A, O>,
  constraints: ArbitraryConstraints = {},
): O.Option<fc.Arbitrary<InvalidJson>> =>
  O.map((values: fc.Arbitrary<A>) =>
    fc.tuple(values, fc.nat(), fc.nat()).map(([value, where, what]): InvalidJson => {
      const all = places(codec, value, []).filter(({ invalid }) => invalid.length > 0)
      const { path, before, invalid } = pick(all, where) ?? { path: [], before: value, invalid: [0] }
      const replacement = pick(invalid, what)
      const change = `${JSON.stringify(replacement)} in place of ${JSON.stringify(before)}`
      return { json: replaceAt(value, path, replacement), path: formatPointer(path), change }
    }),
  )(arbitraryOf(codec, constraints))
