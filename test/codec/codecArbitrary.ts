// Codecs of every kind and combination, each with values that it accepts.
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import { DateTimeOffset, fast, Int32, nullable, renamedKey, typeAnnotation } from '../../src/codec/index.js'
import { anyKey, disguises, fragment, junk, key, objectOf } from './valueArbitrary.js'

/** A codec, and values that it accepts. */
export interface CodecSample {
  readonly codec: t.Mixed
  readonly valid: fc.Arbitrary<unknown>
}

const sample = (codec: t.Mixed, valid: fc.Arbitrary<unknown>): CodecSample => ({ codec, valid })

const NumberFromString = new t.Type<number, string>(
  'NumberFromString',
  t.number.is,
  (value, context) =>
    typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value))
      ? t.success(Number(value))
      : t.failure(value, context, 'not a number in a string'),
  String,
)

/** As withFallback of io-ts-types: a copy of a codec, tag and all, that accepts everything. */
export const withFallback = (codec: t.Mixed, fallback: unknown): t.Mixed => {
  const copy: t.Mixed = Object.assign(Object.create(Object.getPrototypeOf(codec)), codec)
  const validate: t.Validate<unknown, unknown> = (value, context) =>
    E.orElse(() => t.success(fallback))(codec.validate(value, context))
  return Object.assign(copy, { validate, decode: (value: unknown) => validate(value, []) })
}

const object = (samples: Readonly<Record<string, CodecSample>>, optional: boolean): fc.Arbitrary<unknown> =>
  fc
    .tuple(
      fc.tuple(
        ...Object.entries(samples).map(([name, { valid }]) =>
          fc.option(
            valid.map((value): readonly [string, unknown] => [name, value]),
            {
              freq: optional ? 2 : 30,
              nil: undefined,
            },
          ),
        ),
      ),
      fc.array(fc.tuple(anyKey, junk), { maxLength: 1 }),
      fc.option(fc.constantFrom(...disguises), { freq: 12, nil: (value: object) => value }),
      fc.boolean(),
    )
    .map(([own, others, disguise, backwards]) => {
      const present = own.flatMap((property) => (property === undefined ? [] : [property]))
      return disguise(objectOf([...others, ...(backwards ? present.reverse() : present)]))
    })

const propsOf = (samples: Readonly<Record<string, CodecSample>>): t.Props =>
  Object.fromEntries(Object.entries(samples).map(([name, { codec }]) => [name, codec]))

const leaves: ReadonlyArray<CodecSample> = [
  sample(t.string, fc.string({ maxLength: 3 })),
  sample(t.number, fc.oneof(fc.double(), fc.constant(-0))),
  sample(t.boolean, fc.boolean()),
  sample(t.null, fc.constant(null)),
  sample(t.undefined, fc.constant(undefined)),
  sample(t.void, fc.constant(undefined)),
  sample(t.bigint, fc.bigInt()),
  sample(t.unknown, junk),
  sample(t.any, junk),
  sample(t.UnknownArray, fc.array(junk, { maxLength: 2 })),
  sample(t.UnknownRecord, fc.dictionary(key, junk, { maxKeys: 2 })),
  sample(t.literal('a'), fc.constant('a')),
  sample(t.literal(0), fc.constantFrom(0, -0)),
  sample(t.keyof({ a: null, b: null }), fc.constantFrom('a', 'b')),
  sample(t.Int, fc.integer()),
  sample(Int32, fc.integer()),
  sample(DateTimeOffset, fc.constantFrom('2026-11-20T10:00:00Z', '2024-02-29T10:00:00.1234567+01:00')),
  sample(typeAnnotation('microsoft.graph.entity'), fc.constantFrom(fragment, fragment.slice(1))),
  sample(
    t.refinement(t.unknown, (value) => value !== 'a', 'NotA'),
    junk,
  ),
  sample(NumberFromString, fc.integer().map(String)),
  sample(t.record(t.string, t.number), fc.dictionary(key, fc.integer(), { maxKeys: 2 })),
  sample(t.tuple([t.string, t.number]), fc.tuple(fc.string({ maxLength: 2 }), fc.integer())),
  sample(withFallback(t.string, 'fallback'), junk),
]

export interface Tree {
  readonly a?: number | null
  readonly b?: ReadonlyArray<Tree>
}
export const Tree: t.Type<Tree> = t.recursion('Tree', () =>
  t.partial({ a: nullable(Int32), b: t.readonlyArray(Tree) }),
)
const tree = fc.letrec((tie) => ({
  node: fc.record({ a: fc.integer(), b: fc.array(tie('node'), { maxLength: 2 }) }, { requiredKeys: [] }),
})).node

const tagged = t.union([
  t.type({ a: t.literal('a'), b: nullable(t.string) }),
  t.intersection([t.type({ a: t.literal('b') }), t.partial({ b: Int32 })]),
])

/** Where a tag is called constructor, io-ts may fail to make a union; then there is none. */
const unionOf = (first: t.Mixed, second: t.Mixed, ...others: ReadonlyArray<t.Mixed>): t.Mixed => {
  try {
    return t.union([first, second, ...others])
  } catch {
    return first
  }
}

/** Where the codec declares no `a`, or declares `z`, or can't be looked into, it can't rename them. */
const renamedSample = ({ codec, valid }: CodecSample, write: 'canonical' | 'alternate'): CodecSample => {
  const names = { canonical: 'a', alternate: 'z' }
  try {
    return sample(renamedKey(codec, names, write), valid)
  } catch {
    return sample(renamedKey(t.partial({ a: nullable(t.string), b: t.unknown }), names, write), valid)
  }
}

/** Any codec, of every kind and combination, with values that it accepts. */
export const { any: codecSample } = fc.letrec<{
  any: CodecSample
  props: Record<string, CodecSample>
  exactable: CodecSample
}>((tie) => {
  const inner = tie('any')
  const both = (first: CodecSample, second: CodecSample): CodecSample =>
    sample(
      t.intersection([first.codec, second.codec]),
      fc
        .tuple(first.valid, second.valid)
        .map(([a, b]) =>
          t.UnknownRecord.is(a) && t.UnknownRecord.is(b)
            ? objectOf([...Object.entries(a), ...Object.entries(b)])
            : a,
        ),
    )
  const type = tie('props').map((samples) => sample(t.type(propsOf(samples)), object(samples, false)))
  const partial = tie('props').map((samples) => sample(t.partial(propsOf(samples)), object(samples, true)))
  const array = inner.chain(({ codec, valid }) =>
    fc.constantFrom(
      sample(t.array(codec), fc.array(valid, { maxLength: 3 })),
      sample(t.readonlyArray(codec), fc.array(valid, { maxLength: 3 })),
    ),
  )
  const wrapped = inner.chain(({ codec, valid }) =>
    fc.constantFrom(
      sample(unionOf(codec, t.null), fc.option(valid)),
      sample(t.readonly(codec), valid),
      sample(fast(codec), valid),
      sample(
        t.recursion('Knot', () => t.readonly(codec)),
        valid,
      ),
      sample(
        t.refinement(codec, (value) => value !== 'a', 'NotA'),
        valid,
      ),
    ),
  )
  return {
    props: fc.dictionary(key, inner, { maxKeys: 4 }),
    exactable: fc.oneof(
      type,
      partial,
      fc.tuple(type, partial).map(([first, second]) => both(first, second)),
    ),
    any: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.constantFrom(...leaves),
      fc.constantFrom(
        sample(Tree, tree),
        sample(tagged, fc.record({ a: fc.constantFrom('a', 'b'), b: fc.constantFrom('x', 1, null) })),
      ),
      type,
      partial,
      array,
      wrapped,
      tie('exactable').map(({ codec, valid }) => sample(t.exact(codec as t.HasProps), valid)),
      fc
        .tuple(inner, fc.constantFrom('canonical' as const, 'alternate' as const))
        .map(([codec, write]) => renamedSample(codec, write)),
      fc.tuple(inner, inner).map(([first, second]) => both(first, second)),
      fc.tuple(tie('exactable'), inner).map(([first, second]) => both(first, second)),
      fc
        .tuple(inner, inner, inner)
        .map(([first, second, third]) =>
          sample(
            unionOf(first.codec, second.codec, third.codec),
            fc.oneof(first.valid, second.valid, third.valid),
          ),
        ),
    ),
  }
})
