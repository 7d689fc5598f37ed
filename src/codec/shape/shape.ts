// A codec tree as plain data: what each codec is made of, read once, for everything that has to look into codecs.
import type * as t from 'io-ts'
import type { DiscriminatedType, RenamedKeyType } from '../combinators/tagged.js'

/** Kinds of codec about which the kind says everything. */
type Leaf =
  | 'string'
  | 'number'
  | 'bigint'
  | 'boolean'
  | 'null'
  | 'undefined'
  | 'unknown'
  | 'anyArray'
  | 'anyRecord'
  | 'never'

/** Kinds of codec that are made of other codecs or values. */
interface Composites {
  readonly literal: { readonly values: ReadonlyArray<string | number | boolean> }
  /** An object with properties: all required, as of `t.type`, or all optional, as of `t.partial`. */
  readonly struct: { readonly props: t.Props; readonly required: boolean }
  readonly record: { readonly domain: t.Mixed; readonly codomain: t.Mixed }
  readonly array: { readonly item: t.Mixed }
  readonly tuple: { readonly items: ReadonlyArray<t.Mixed> }
  readonly union: { readonly options: ReadonlyArray<t.Mixed> }
  readonly intersection: { readonly parts: ReadonlyArray<t.Mixed> }
  readonly discriminated: { readonly union: DiscriminatedType<unknown> }
  readonly refinement: { readonly inner: t.Mixed; readonly predicate: (value: unknown) => boolean }
  /** Drops what `props` do not declare, as `t.exact` and `t.strict` do. */
  readonly exact: { readonly inner: t.Mixed; readonly props: t.Props }
  readonly renamedKey: { readonly inner: t.Mixed; readonly renaming: RenamedKeyType<unknown> }
  /** Another codec, bare or as the property `wrapper` of an object. */
  readonly envelope: { readonly inner: t.Mixed; readonly wrapper: string }
  /** A codec under the policy `strip` or `strict`. */
  readonly policy: { readonly inner: t.Mixed }
  /** Validates another codec in place, as `fast` and `t.readonly` do. */
  readonly wrapper: { readonly inner: t.Mixed }
  /** What it stands for may be declared later, and may contain itself. */
  readonly recursion: { readonly inner: () => t.Mixed }
  /** Only the codec itself can say what it decodes. A copy with its own `validate` still has the shape of its tag. */
  readonly opaque: { readonly tagged: Shape | undefined }
}

interface Shapes extends Composites, Readonly<Record<Leaf, object>> {}

/** The shape of one kind of codec. */
export type ShapeOf<K extends keyof Shapes> = { readonly kind: K; readonly codec: t.Mixed } & Shapes[K]

/** The name of a kind of codec. */
export type ShapeKind = keyof Shapes

/** A codec as plain data, one level deep: the codecs it is made of are codecs again. */
export type Shape = { [K in ShapeKind]: ShapeOf<K> }[ShapeKind]
