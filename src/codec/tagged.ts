// The kinds of codec that can be looked into, told apart by their tags: those of io-ts and those of this room.
import type * as t from 'io-ts'

/** Two spellings of one property: `inside` is the name in the decoded value, `other` the one also read. */
export interface KeyNames {
  readonly canonical: string
  readonly alternate: string
}

/** A codec whose value may spell one property in either of two ways; see {@link alias}. */
export interface RenamedKeyType<A, O = A> extends t.Type<A, O> {
  readonly _tag: 'RenamedKeyType'
  readonly type: t.Type<A, O>
  readonly names: KeyNames
}

/** Codecs by the value that each of them has for its tag. */
export type Members = Readonly<Record<string, t.Mixed>>

/** A codec for values told apart by one property; see {@link discriminated}. */
export interface DiscriminatedType<A, O = A> extends t.Type<A, O> {
  readonly _tag: 'DiscriminatedType'
  /** The property that tells the members apart. */
  readonly tag: string
  /** The members, by the value of that property. */
  readonly members: Members
  /** The codec that a value's own tag names; undefined where it names none. */
  readonly memberOf: (value: unknown) => t.Mixed | undefined
}

/** An accelerated codec, and the plain one it stands for; see {@link lean}. */
export interface FastType<A, O = A> extends t.Type<A, O> {
  readonly _tag: 'FastType'
  readonly type: t.Type<A, O>
}

/** A codec that drops or reports what another does not declare; see {@link exact} and {@link strict}. */
export interface UnknownPropertiesType<A, O = A> extends t.Type<A, O> {
  readonly _tag: 'UnknownPropertiesType'
  readonly type: t.Type<A, O>
}

export type Tagged =
  | t.AnyArrayType
  | t.AnyDictionaryType
  | t.AnyType
  | t.ArrayType<t.Mixed>
  | t.BigIntType
  | t.BooleanType
  | t.ExactType<t.HasProps>
  | t.InterfaceType<t.Props>
  | t.IntersectionType<Array<t.Mixed>>
  | t.KeyofType<Record<string, unknown>>
  | t.LiteralType<string | number | boolean>
  | t.NullType
  | t.NumberType
  | t.PartialType<t.Props>
  | t.ReadonlyArrayType<t.Mixed>
  | t.ReadonlyType<t.Mixed>
  | t.RecursiveType<t.Mixed>
  | t.RefinementType<t.Mixed>
  | t.StringType
  | t.UndefinedType
  | t.UnionType<Array<t.Mixed>>
  | t.UnknownType
  | t.VoidType
  | RenamedKeyType<unknown>
  | DiscriminatedType<unknown>
  | FastType<unknown>
  | UnknownPropertiesType<unknown>

/** Whether a codec says what kind it is. A copy that was given another behaviour says it, too. */
export const isTagged = (codec: t.Mixed | Tagged): codec is Tagged => '_tag' in codec
