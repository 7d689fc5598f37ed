// Values that satisfy a codec, by its shape; they may violate the invariants.
import * as fc from 'fast-check'
import * as O from 'fp-ts/lib/Option.js'
import type * as t from 'io-ts'
import {
  DateTimeOffset,
  type DiscriminatedType,
  fold,
  Int32,
  maxInt32,
  minInt32,
  type ShapeOf,
} from '../../codec/index.js'
import { SessionEvent } from '../../machine/index.js'
import { dateTimeOffset } from './dateTimeOffset.js'
import { sessionEvent } from './sessionEvent.js'

/** The size of values. */
export interface ArbitraryConstraints {
  /** The maximal number of items in an array, 3 by default. */
  readonly maxLength?: number
}

type Arbitrary = fc.Arbitrary<unknown>

/** Codecs whose values are generated here rather than read from their shape. */
const arbitraries: ReadonlyMap<t.Mixed, () => Arbitrary> = new Map<t.Mixed, () => Arbitrary>([
  [Int32, () => fc.oneof(fc.integer({ min: minInt32, max: maxInt32 }), fc.constantFrom(minInt32, maxInt32))],
  [DateTimeOffset, () => dateTimeOffset()],
  [SessionEvent, () => sessionEvent()],
])

/** Any number, often a whole or a small one, because codecs mostly narrow numbers to those. */
const number = (): Arbitrary =>
  fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.nat(), fc.nat(100))

/** The annotation that names a type, with its `#` and without; see typeAnnotation. */
export const annotation = ({ name }: t.Mixed): Arbitrary | null =>
  name.startsWith('#') ? fc.constantFrom(name, name.slice(1)) : null

const every = <A>(options: ReadonlyArray<O.Option<A>>): O.Option<ReadonlyArray<A>> => O.sequenceArray(options)

const struct = (
  { props, required }: ShapeOf<'struct'>,
  constraints: ArbitraryConstraints,
): O.Option<Arbitrary> =>
  O.map((members: ReadonlyArray<readonly [string, Arbitrary]>) =>
    fc.record<Record<string, unknown>>(Object.fromEntries(members), {
      requiredKeys: required ? Object.keys(props) : [],
    }),
  )(
    every(
      Object.entries(props).map(([name, codec]) =>
        O.map((arbitrary: Arbitrary) => [name, arbitrary] as const)(read(codec, constraints)),
      ),
    ),
  )

/** Each value has its tag, even if the codec of the member does not require it. */
const discriminated = (
  { tag, members }: DiscriminatedType<unknown>,
  constraints: ArbitraryConstraints,
): O.Option<Arbitrary> =>
  O.map((all: ReadonlyArray<Arbitrary>): Arbitrary => fc.oneof(...all))(
    every(
      Object.entries(members).map(([name, codec]) =>
        O.map((values: Arbitrary): Arbitrary => values.map((value) => mergeParts([value, { [tag]: name }])))(
          read(codec, constraints),
        ),
      ),
    ),
  )

const mergeParts = (parts: ReadonlyArray<unknown>): unknown => Object.assign({}, ...parts)

/** The values of several codecs combined; none where one of them is opaque. */
const all = (
  codecs: ReadonlyArray<t.Mixed>,
  constraints: ArbitraryConstraints,
  combine: (arbitraries: ReadonlyArray<Arbitrary>) => Arbitrary,
): O.Option<Arbitrary> => O.map(combine)(every(codecs.map((codec) => read(codec, constraints))))

/** The arbitrary of a codec by its shape; none for an opaque codec. */
const fromShape = (constraints: ArbitraryConstraints): ((codec: t.Mixed) => O.Option<Arbitrary>) => {
  const inside = ({ inner }: { readonly inner: t.Mixed }) => read(inner, constraints)
  return fold<O.Option<Arbitrary>>({
    string: () => O.some(fc.string()),
    number: () => O.some(number()),
    boolean: () => O.some(fc.boolean()),
    null: () => O.some(fc.constant(null)),
    unknown: () => O.some(fc.jsonValue()),
    literal: ({ values }) => (values.length === 0 ? O.none : O.some(fc.constantFrom(...values))),
    struct: (shape) => struct(shape, constraints),
    array: ({ item }) =>
      O.map((values: Arbitrary): Arbitrary => fc.array(values, { maxLength: constraints.maxLength ?? 3 }))(
        read(item, constraints),
      ),
    union: ({ options }) => all(options, constraints, (values) => fc.oneof(...values)),
    intersection: ({ parts }) => all(parts, constraints, (values) => fc.tuple(...values).map(mergeParts)),
    discriminated: ({ union }) => discriminated(union, constraints),
    refinement: ({ codec, inner }) => {
      if ('pattern' in codec && codec.pattern instanceof RegExp)
        return O.some(fc.stringMatching(codec.pattern))
      const named = annotation(codec)
      return named === null
        ? O.map((wide: Arbitrary): Arbitrary => wide.filter(codec.is))(read(inner, constraints))
        : O.some(named)
    },
    renamedKey: inside,
    envelope: inside,
    policy: inside,
    wrapper: inside,
    otherwise: () => O.none,
  })
}

const read = (codec: t.Mixed, constraints: ArbitraryConstraints): O.Option<Arbitrary> => {
  const known = arbitraries.get(codec)
  return known === undefined ? fromShape(constraints)(codec) : O.some(known())
}

/**
 * Values that satisfy a codec, not necessarily the invariants: every property null, missing and present, any offset and
 * any Int32. None for a codec that has an opaque part, made with `new t.Type`, as `Plan` is; use `PlanDocument` for the
 * JSON of plans.
 *
 * @example
 * import { ExactMatchSession } from 'exact-match-session/model'
 * import { arbitraryOf } from 'exact-match-session/testing'
 * import * as fc from 'fast-check'
 * import * as O from 'fp-ts/lib/Option.js'
 *
 * const sessions = arbitraryOf(ExactMatchSession)
 * if (O.isSome(sessions)) fc.assert(fc.property(sessions.value, ExactMatchSession.is))
 */
export const arbitraryOf = <A, O>(
  codec: t.Type<A, O>,
  constraints: ArbitraryConstraints = {},
): O.Option<fc.Arbitrary<A>> =>
  // The shape of a codec describes its values, as the test of this file checks.
  read(codec, constraints) as O.Option<fc.Arbitrary<A>>
