// The kinds of codec, distinguished by their tags: those of io-ts and those of this room.
import type * as t from 'io-ts'

/** Two names of one property: `canonical` in the decoded value, `alternate` the one that is decoded as well. */
export interface KeyNames {
  readonly canonical: string
  readonly alternate: string
}

/** A codec that decodes one property under either of two names; see {@link renamedKey}. */
export interface RenamedKeyType<A, O = A> extends t.Type<A, O> {
  readonly _tag: 'RenamedKeyType'
  readonly type: t.Type<A, O>
  readonly names: KeyNames
  /** The name that it encodes. */
  readonly write: keyof KeyNames
  /** Whether it renames not only in the value itself. */
  readonly isDeep: boolean
  /** Whether a value has the property under its canonical name only, or not at all. */
  readonly isCanonical: (value: unknown) => boolean
}

/** Codecs by the value of the property that distinguishes them. */
export type Members = Readonly<Record<string, t.Mixed>>

/** A codec for values distinguished by one property; see {@link discriminated}. */
export interface DiscriminatedType<A, O = A> extends t.Type<A, O> {
  readonly _tag: 'DiscriminatedType'
  /** The property that distinguishes the members. */
  readonly tag: string
  /** The members, by the value of that property. */
  readonly members: Members
  /** The codec that a value's own tag names; undefined where it names none. */
  readonly memberOf: (value: unknown) => t.Mixed | undefined
}

/** An accelerated codec, and the plain one it stands for; see {@link fast}. */
export interface FastType<A, O = A> extends t.Type<A, O> {
  readonly _tag: 'FastType'
  readonly type: t.Type<A, O>
}

/** A codec that drops or reports properties another does not declare; see {@link strip} and {@link strict}. */
export interface UnknownPropertiesType<A, O = A> extends t.Type<A, O> {
  readonly _tag: 'UnknownPropertiesType'
  readonly type: t.Type<A, O>
}

/** A codec that decodes a value bare or in an envelope; see {@link unwrapEnvelope}. */
export interface EnvelopeType<A, O = A> extends t.Type<A, O> {
  readonly _tag: 'EnvelopeType'
  readonly type: t.Type<A, O>
  /** The property of the envelope that holds the value. */
  readonly wrapper: string
}

/** io-ts exports this class as deprecated; a tuple reports its surplus items by it. */
interface NeverType extends t.Type<unknown> {
  readonly _tag: 'NeverType'
}

export type Tagged =
  | t.AnyArrayType
  | t.AnyDictionaryType
  | t.AnyType
  | t.ArrayType<t.Mixed>
  | t.BigIntType
  | t.BooleanType
  | t.DictionaryType<t.Mixed, t.Mixed>
  | t.ExactType<t.HasProps>
  | t.InterfaceType<t.Props>
  | t.IntersectionType<Array<t.Mixed>>
  | t.KeyofType<Record<string, unknown>>
  | t.LiteralType<string | number | boolean>
  | t.NullType
  | NeverType
  | t.NumberType
  | t.PartialType<t.Props>
  | t.ReadonlyArrayType<t.Mixed>
  | t.ReadonlyType<t.Mixed>
  | t.RecursiveType<t.Mixed>
  | t.RefinementType<t.Mixed>
  | t.StringType
  | t.TupleType<Array<t.Mixed>>
  | t.UndefinedType
  | t.UnionType<Array<t.Mixed>>
  | t.UnknownType
  | t.VoidType
  | EnvelopeType<unknown>
  | RenamedKeyType<unknown>
  | DiscriminatedType<unknown>
  | FastType<unknown>
  | UnknownPropertiesType<unknown>

/** Whether a codec has a tag. A copy that was given another behaviour has one, too. */
export const isTagged = (codec: t.Mixed | Tagged): codec is Tagged => '_tag' in codec
