// JSON that a codec nearly takes: one thing is wrong with it, and it is told which.
import * as fc from 'fast-check'
import * as O from 'fp-ts/lib/Option.js'
import type * as t from 'io-ts'
import { DateTimeOffset, fold, Int32, type ShapeOf } from '../../codec/index.js'
import { annotation, type WellFormedConstraints, wellFormed } from './wellFormed.js'

/** A value with one fault. */
export interface NearMiss {
  readonly json: unknown
  /** JSON pointer to what is wrong. */
  readonly path: string
  /** What stood there, and what stands there now. */
  readonly fault: string
}

interface Place {
  readonly path: ReadonlyArray<string>
  readonly before: unknown
  /** What the codec does not take there. */
  readonly wrong: ReadonlyArray<unknown>
}

const wrongTimes = [
  '2026-02-29T12:00Z',
  '2026-01-01',
  '2026-01-01T24:00Z',
  '2026-01-01T12:00',
  '2026-01-01T12:00:00.1234567890123Z',
  '',
  0,
]

/** Numbers of which a codec that narrows them seldom takes all. */
const edges = [-1, 0, 0.5, 1e300]

const wrongCounts = ['1', 1.5, 2_147_483_648, -2_147_483_649, true, [], {}]

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const place = (
  path: ReadonlyArray<string>,
  before: unknown,
  ...wrong: ReadonlyArray<unknown>
): ReadonlyArray<Place> => [{ path, before, wrong }]

const within = (props: t.Props, value: unknown, path: ReadonlyArray<string>): ReadonlyArray<Place> =>
  isObject(value)
    ? Object.entries(props).flatMap(([name, codec]) =>
        Object.hasOwn(value, name) ? places(codec, value[name], [...path, name]) : [],
      )
    : []

const items = (codec: t.Mixed, value: unknown, path: ReadonlyArray<string>): ReadonlyArray<Place> =>
  Array.isArray(value) ? value.flatMap((item, index) => places(codec, item, [...path, String(index)])) : []

/** The alternative that a value is, and how else it may be written: null is no fault where null is one of them. */
const alternatives = (
  types: ReadonlyArray<t.Mixed>,
  value: unknown,
  path: ReadonlyArray<string>,
): ReadonlyArray<Place> =>
  types
    .filter((type) => type.is(value) || value === null)
    .flatMap((type) => places(type, value, path))
    .map(({ wrong, ...rest }) => ({
      ...rest,
      wrong:
        rest.path.length > path.length
          ? wrong
          : wrong.filter((other) => !types.some((type) => type.is(other))),
    }))

/** Codecs whose wrong values are listed here rather than read from their shape. */
const own: ReadonlyMap<t.Mixed, ReadonlyArray<unknown>> = new Map<t.Mixed, ReadonlyArray<unknown>>([
  [Int32, wrongCounts],
  [DateTimeOffset, wrongTimes],
])

type PlacesOf = (value: unknown, path: ReadonlyArray<string>) => ReadonlyArray<Place>

const always =
  (...wrong: ReadonlyArray<unknown>): PlacesOf =>
  (value, path) =>
    place(path, value, ...wrong)

const inside =
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
    (value, path) => [...place(path, value, [], 'text', 0), ...within(props, value, path)],
  array:
    ({ item }) =>
    (value, path) => [...place(path, value, {}, 'text', 0), ...items(item, value, path)],
  union:
    ({ options }) =>
    (value, path) =>
      alternatives(options, value, path),
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
  renamedKey: inside,
  envelope: inside,
  wrapper: inside,
  otherwise: () => () => [],
})

const places = (codec: t.Mixed, value: unknown, path: ReadonlyArray<string>): ReadonlyArray<Place> => {
  const wrong = own.get(codec)
  return wrong === undefined ? fromShape(codec)(value, path) : place(path, value, ...wrong)
}

/** The value with another one at a place. */
const put = (value: unknown, [name, ...rest]: ReadonlyArray<string>, other: unknown): unknown => {
  if (name === undefined) return other
  if (Array.isArray(value))
    return value.map((item, index) => (String(index) === name ? put(item, rest, other) : item))
  return isObject(value)
    ? Object.fromEntries(
        Object.entries(value).map(([key, member]) => [key, key === name ? put(member, rest, other) : member]),
      )
    : value
}

const pointer = (path: ReadonlyArray<string>): string =>
  path.map((name) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

const pick = <A>(all: ReadonlyArray<A>, number: number): A | undefined => all[number % all.length]

/**
 * JSON with one fault, which a codec refuses: a wrong type, a number out of range, a time that is none, each at a
 * place that is told. None for a codec that {@link wellFormed} has no values of.
 *
 * @example
 * import { ExactMatchSession } from 'exact-match-session/model'
 * import { nearMiss } from 'exact-match-session/testing'
 * import * as fc from 'fast-check'
 * import * as O from 'fp-ts/lib/Option.js'
 *
 * const faulty = nearMiss(ExactMatchSession)
 * if (O.isSome(faulty)) fc.assert(fc.property(faulty.value, ({ json }) => !ExactMatchSession.is(json)))
 */
export const nearMiss = <A, O>(
  codec: t.Type<A, O>,
  constraints: WellFormedConstraints = {},
): O.Option<fc.Arbitrary<NearMiss>> =>
  O.map((values: fc.Arbitrary<A>) =>
    fc.tuple(values, fc.nat(), fc.nat()).map(([value, where, what]): NearMiss => {
      const all = places(codec, value, []).filter(({ wrong }) => wrong.length > 0)
      const { path, before, wrong } = pick(all, where) ?? { path: [], before: value, wrong: [0] }
      const now = pick(wrong, what)
      const fault = `${JSON.stringify(now)} in place of ${JSON.stringify(before)}`
      return { json: put(value, path, now), path: pointer(path), fault }
    }),
  )(wellFormed(codec, constraints))
