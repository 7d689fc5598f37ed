// Values that a codec takes, read off the codec itself: well-formed, whether or not they are lawful.
import * as fc from 'fast-check'
import * as O from 'fp-ts/lib/Option.js'
import * as t from 'io-ts'
import { DateTimeOffset, type DiscriminatedType, Int32, maxInt32, minInt32 } from '../../codec/index.js'
import { SessionEvent } from '../../machine/index.js'
import { ExactMatchSession, RenewResponse } from '../../model/index.js'
import { dateTimeOffset } from './dateTimeOffset.js'
import { sessionEvent } from './sessionEvent.js'

/** How large values are. */
export interface WellFormedConstraints {
  /** At most so many items in an array; 3 by default. */
  readonly maxLength?: number
}

type Arbitrary = fc.Arbitrary<unknown>

/** Codecs that take what another one takes, and more. */
const wider: ReadonlyMap<t.Mixed, t.Mixed> = new Map<t.Mixed, t.Mixed>([[RenewResponse, ExactMatchSession]])

/** The codec that another one stands for, widens or renames. */
export const innerOf = (codec: t.Mixed): t.Mixed | null => wider.get(codec) ?? taggedInnerOf(codec)

const taggedInnerOf = (codec: t.Mixed): t.Mixed | null =>
  '_tag' in codec &&
  (codec._tag === 'FastType' || codec._tag === 'RenamedKeyType') &&
  'type' in codec &&
  codec.type instanceof t.Type
    ? codec.type
    : null

/** Codecs whose values no other codec tells of. */
const own: ReadonlyMap<t.Mixed, () => Arbitrary> = new Map<t.Mixed, () => Arbitrary>([
  [Int32, () => fc.oneof(fc.integer({ min: minInt32, max: maxInt32 }), fc.constantFrom(minInt32, maxInt32))],
  [DateTimeOffset, () => dateTimeOffset()],
  [SessionEvent, () => sessionEvent()],
])

/** Any number, whole and small ones among them: where a codec narrows its numbers, it is mostly to these. */
const number = (): Arbitrary =>
  fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.nat(), fc.nat(100))

export const isDiscriminated = (codec: t.Mixed): codec is DiscriminatedType<unknown> =>
  '_tag' in codec && codec._tag === 'DiscriminatedType'

/** The annotation that names a type, with its `#` and without; see odataType. */
export const annotation = ({ name }: t.Mixed): Arbitrary | null =>
  name.startsWith('#') ? fc.constantFrom(name, name.slice(1)) : null

const every = <A>(options: ReadonlyArray<O.Option<A>>): O.Option<ReadonlyArray<A>> => O.sequenceArray(options)

const struct = (props: t.Props, required: boolean, constraints: WellFormedConstraints): O.Option<Arbitrary> =>
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

/** A member says which one it is, whether or not its own codec asks for that. */
const discriminated = (
  { tag, members }: DiscriminatedType<unknown>,
  constraints: WellFormedConstraints,
): O.Option<Arbitrary> =>
  O.map((all: ReadonlyArray<Arbitrary>): Arbitrary => fc.oneof(...all))(
    every(
      Object.entries(members).map(([name, codec]) =>
        O.map((values: Arbitrary): Arbitrary => values.map((value) => merged([value, { [tag]: name }])))(
          read(codec, constraints),
        ),
      ),
    ),
  )

const merged = (parts: ReadonlyArray<unknown>): unknown => Object.assign({}, ...parts)

/** None for a codec of a kind that is not listed: what it takes, only it can say. */
const read = (codec: t.Mixed, constraints: WellFormedConstraints): O.Option<Arbitrary> => {
  const { maxLength = 3 } = constraints
  const known = own.get(codec)
  if (known !== undefined) return O.some(known())
  const inner = innerOf(codec)
  if (inner !== null) return read(inner, constraints)
  if (isDiscriminated(codec)) return discriminated(codec, constraints)
  if (codec instanceof t.StringType) return O.some(fc.string())
  if (codec instanceof t.NumberType) return O.some(number())
  if (codec instanceof t.BooleanType) return O.some(fc.boolean())
  if (codec instanceof t.NullType) return O.some(fc.constant(null))
  if (codec instanceof t.UnknownType) return O.some(fc.jsonValue())
  if (codec instanceof t.LiteralType) return O.some(fc.constant(codec.value))
  if (codec instanceof t.KeyofType) return O.some(fc.constantFrom(...Object.keys(codec.keys)))
  if (codec instanceof t.InterfaceType) return struct(codec.props, true, constraints)
  if (codec instanceof t.PartialType) return struct(codec.props, false, constraints)
  if (codec instanceof t.ArrayType || codec instanceof t.ReadonlyArrayType) {
    return O.map((item: Arbitrary): Arbitrary => fc.array(item, { maxLength }))(read(codec.type, constraints))
  }
  if (codec instanceof t.UnionType) {
    const types: ReadonlyArray<t.Mixed> = codec.types
    return O.map((all: ReadonlyArray<Arbitrary>): Arbitrary => fc.oneof(...all))(
      every(types.map((type) => read(type, constraints))),
    )
  }
  if (codec instanceof t.IntersectionType) {
    const types: ReadonlyArray<t.Mixed> = codec.types
    return O.map((all: ReadonlyArray<Arbitrary>): Arbitrary => fc.tuple(...all).map(merged))(
      every(types.map((type) => read(type, constraints))),
    )
  }
  if (codec instanceof t.RefinementType) {
    const named = annotation(codec)
    return named === null
      ? O.map((wide: Arbitrary): Arbitrary => wide.filter(codec.is))(read(codec.type, constraints))
      : O.some(named)
  }
  return O.none
}

/**
 * Values that a codec takes, in its every shape: null, missing and present, any offset and any Int32. What they must
 * fulfil together, beyond what a codec can say, they may not. None for a codec that has a part made with `new t.Type`;
 * of a plan, whose own codec is one, its JSON is read: `PlanDocument`.
 *
 * @example
 * import { ExactMatchSession } from 'exact-match-session/model'
 * import { wellFormed } from 'exact-match-session/testing'
 * import * as fc from 'fast-check'
 * import * as O from 'fp-ts/lib/Option.js'
 *
 * const sessions = wellFormed(ExactMatchSession)
 * if (O.isSome(sessions)) fc.assert(fc.property(sessions.value, ExactMatchSession.is))
 */
export const wellFormed = <A, O>(
  codec: t.Type<A, O>,
  constraints: WellFormedConstraints = {},
): O.Option<fc.Arbitrary<A>> =>
  // What is read off a codec is a value of that codec; its own test holds it to that.
  read(codec, constraints) as O.Option<fc.Arbitrary<A>>
