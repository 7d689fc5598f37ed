// The same codec, faster: nearly every value decodes to itself, and that can be seen without building anything.
// The tree of codecs is read once, into closures; no code is generated, so it runs where eval may not.
import { pipe } from 'fp-ts/lib/function.js'
import * as O from 'fp-ts/lib/Option.js'
import * as t from 'io-ts'
import type { AliasType } from './alias.js'
import * as node from './node.js'

/** An accelerated codec, and the plain one it stands for; see {@link lean}. */
export interface LeanType<A, O = A> extends t.Type<A, O> {
  readonly _tag: 'LeanType'
  readonly type: t.Type<A, O>
}

const hasTag = (codec: t.Mixed, tag: string): boolean => '_tag' in codec && codec._tag === tag
const isLean = (codec: t.Mixed): codec is LeanType<unknown> => hasTag(codec, 'LeanType')
const isAlias = (codec: t.Mixed): codec is AliasType<unknown> => hasTag(codec, 'AliasType')

/**
 * io-ts binds `decode` to each codec it makes. A copy that was given another `validate`, as withFallback of
 * io-ts-types gives it, has another `decode`, and its tag says nothing of what it does.
 */
const isOriginal = (codec: t.Mixed): boolean =>
  codec instanceof t.Type && codec.decode.name.startsWith('bound ')

const isAny = (codec: t.Mixed, kinds: ReadonlyArray<new () => t.Mixed>): boolean =>
  kinds.some((kind) => codec instanceof kind)

/** The properties that an exact codec keeps, gathered as io-ts gathers them. */
const propsOf = (codec: t.Mixed): t.Props => {
  if (codec instanceof t.InterfaceType || codec instanceof t.PartialType) return codec.props
  if (codec instanceof t.RefinementType || codec instanceof t.ReadonlyType) return propsOf(codec.type)
  return codec instanceof t.IntersectionType ? Object.assign({}, ...codec.types.map(propsOf)) : {}
}

const hasOnly =
  (props: t.Props) =>
  (value: unknown): boolean =>
    t.UnknownRecord.is(value) && Object.getOwnPropertyNames(value).every((key) => Object.hasOwn(props, key))

const lacks =
  (key: string) =>
  (value: unknown): boolean =>
    typeof value !== 'object' || value === null || !Object.hasOwn(value, key)

/** None for a codec any part of which is of no kind listed here: what it does with a value, only it can say. */
const read = (codec: t.Mixed, knots: Map<t.Mixed, node.LeanNode>): O.Option<node.LeanNode> => {
  const inner = (type: t.Mixed) => read(type, knots)
  const member = ([key, type]: readonly [string, t.Mixed]) =>
    pipe(
      inner(type),
      O.map((node): node.LeanMember => ({ key, codec: type, node })),
    )
  const members = (types: Readonly<Record<string, t.Mixed>>) => O.traverseArray(member)(Object.entries(types))

  if (isLean(codec)) return inner(codec.type)
  if (!isOriginal(codec)) return O.none
  if (isAlias(codec)) {
    const writesInside = 'write' in codec && codec.write === 'inside'
    return pipe(inner(codec.type), O.map(node.partly(codec, lacks(codec.spellings.other), writesInside)))
  }
  if (codec instanceof t.StringType) return O.some(node.string(codec))
  if (codec instanceof t.NumberType) return O.some(node.number(codec))
  if (codec instanceof t.BooleanType) return O.some(node.boolean(codec))
  if (codec instanceof t.NullType) return O.some(node.nullNode(codec))
  if (isAny(codec, [t.UndefinedType, t.VoidType])) return O.some(node.undefinedNode(codec))
  if (isAny(codec, [t.UnknownType, t.AnyType])) return O.some(node.anything(codec))
  if (isAny(codec, [t.AnyArrayType, t.AnyDictionaryType])) return O.some(node.container(codec))
  if (codec instanceof t.BigIntType) return O.some(node.bigint(codec))
  if (codec instanceof t.KeyofType) return O.some(node.keyof(codec))
  if (codec instanceof t.LiteralType) return O.some(node.literal(codec))
  if (codec instanceof t.InterfaceType) return pipe(members(codec.props), O.map(node.struct(codec, true)))
  if (codec instanceof t.PartialType) return pipe(members(codec.props), O.map(node.struct(codec, false)))
  if (codec instanceof t.IntersectionType) return pipe(members(codec.types), O.map(node.intersection))
  if (codec instanceof t.UnionType) return pipe(members(codec.types), O.map(node.union(codec)))
  if (codec instanceof t.ArrayType || codec instanceof t.ReadonlyArrayType) {
    return pipe(inner(codec.type), O.map(node.array(codec.type)))
  }
  if (codec instanceof t.ReadonlyType) return inner(codec.type)
  if (codec instanceof t.RefinementType) {
    const asIs = codec.encode === t.identity || codec.encode === codec.type.encode
    return pipe(inner(codec.type), O.map(node.refinement(codec, codec.predicate, asIs)))
  }
  if (codec instanceof t.ExactType) {
    // Objects with further properties decode to a copy without them; that, and what is no object, is left to io-ts.
    return pipe(inner(codec.type), O.map(node.partly(codec, hasOnly(propsOf(codec.type)), false)))
  }
  if (codec instanceof t.RecursiveType) {
    const known = knots.get(codec)
    if (known !== undefined) return O.some(known)
    const { node: self, tie } = node.knot()
    knots.set(codec, self)
    return pipe(
      inner(codec.type),
      O.map((read) => {
        tie(read)
        return self
      }),
    )
  }
  return O.none
}

const unreadable = 'the value cannot be read: a getter throws, or it is nested too deeply'

/**
 * The same codec, many times faster on values that decode to themselves, as nearly all JSON does, and faster too on
 * those at fault. Decoded value, errors, `is` and `encode` are those of the plain codec, but for two things. Nothing
 * is thrown: a value that can't be read, because a getter throws or it contains itself, is a Left and `is` false.
 * And where every part is encoded as it is, `encode` gives back the very value instead of an equal copy.
 *
 * A codec with a part of a kind that io-ts doesn't have, made with `new t.Type`, stays as fast as it is; make the
 * codecs inside that part lean instead.
 *
 * @example
 * import * as t from 'io-ts'
 * import { Int32, lean } from 'exact-match-session/codec'
 *
 * const Block = lean(t.type({ rows: Int32 }))
 * Block.decode({ rows: 100 }) // right({ rows: 100 }), the very same object
 */
export const lean = <A, O>(codec: t.Type<A, O>): LeanType<A, O> => {
  let known: node.LeanNode | undefined
  // Not before the first value: a recursive definition may name codecs that are declared further down.
  const root = (): node.LeanNode => {
    known ??= pipe(
      O.tryCatch(() => read(codec, new Map())),
      O.flatten,
      O.getOrElse(() => node.opaque),
    )
    return known
  }
  const fits = (value: unknown): value is A => {
    try {
      return root().verdict.fits(value)
    } catch {
      return false
    }
  }
  const faults = (value: unknown, context: t.Context): t.Errors => {
    const errors: Array<t.ValidationError> = []
    try {
      root().collect(value, context, errors)
      return errors
    } catch {
      return []
    }
  }
  const judge = (value: unknown, context: t.Context): t.Validation<A> => {
    const errors = faults(value, context)
    if (errors.length > 0) return t.failures(errors)
    try {
      return codec.validate(value, context)
    } catch {
      return t.failure(value, context, unreadable)
    }
  }
  const is = (value: unknown): value is A => {
    try {
      return fits(value) || codec.is(value)
    } catch {
      return false
    }
  }
  const validate: t.Validate<unknown, A> = (value, context) =>
    fits(value) ? t.success(value) : judge(value, context)
  // A node is as is where every encoder below gives back what it gets, so this A is already the O.
  const encode = (value: A): O => (root().asIs ? (value as unknown as O) : codec.encode(value))
  return Object.assign(
    new t.Type<A, O>(codec.name, is, validate, codec.encode === t.identity ? codec.encode : encode),
    {
      _tag: 'LeanType' as const,
      type: codec,
      // The context of a whole value is made only where there is something to tell.
      decode: (value: unknown): t.Validation<A> =>
        fits(value) ? t.success(value) : judge(value, [{ key: '', type: codec, actual: value }]),
    },
  )
}
