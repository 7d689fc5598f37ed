// The kinds of codec that can be looked into, told apart by their tags: those of io-ts and those of this room.
import type * as t from 'io-ts'
import type { AliasType } from '../alias.js'
import type { DiscriminatedType } from '../discriminated.js'
import type { OpennessType } from '../openness.js'
import type { LeanType } from './lean.js'

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
  | AliasType<unknown>
  | DiscriminatedType<unknown>
  | LeanType<unknown>
  | OpennessType<unknown>

/** Whether a codec says what kind it is. A copy that was given another behaviour says it, too. */
export const isTagged = (codec: t.Mixed | Tagged): codec is Tagged => '_tag' in codec
