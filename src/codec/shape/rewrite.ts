// Walks a value along its codec and renames or drops properties, at any depth; copies only what it changes.
import * as t from 'io-ts'
import { opaqueEntry } from '../context.js'
import {
  type Codecs,
  codecsOf,
  type Declaration,
  declarationOf,
  declaringOptions,
  type Reading,
} from './declaration.js'
import { fold } from './fold.js'

/** The context of a value; computed only where there is something to report. */
export type Where = () => t.Context

export interface Rewriting {
  readonly reading: Reading
  /** Whether values at a place with these codecs are looked into. */
  readonly enters: (codecs: Codecs) => boolean
  /** Whether an object or array is left as it is. */
  readonly skips: (declaration: Declaration) => boolean
  /** The name under which a property is kept; undefined drops it. */
  readonly keyOf: (property: Property, where: Where) => string | undefined
}

/** A property of an object, with the codecs that declare it, if any does. */
export interface Property {
  readonly object: object
  readonly key: string
  readonly value: unknown
  readonly codecs: Codecs | undefined
  readonly declaration: Declaration
}

const isComposite = (value: unknown): value is object => typeof value === 'object' && value !== null

/** The codec that a place is named by: `X` for `X | null`. */
const namingCodec: (codec: t.Mixed) => t.Mixed = fold<t.Mixed>({
  union: ({ codec, options }) => {
    const [only, ...others] = declaringOptions(options)
    return only !== undefined && others.length === 0 ? namingCodec(only) : codec
  },
  otherwise: ({ codec }) => codec,
})

const within =
  (where: Where, key: string, [type = t.unknown]: Codecs, actual: unknown): Where =>
  () => [...where(), opaqueEntry({ key, type: namingCodec(type), actual })]

/** The value with its properties renamed or dropped; the same value where there are none to change. */
export const rewrite = (codecs: Codecs, value: unknown, where: Where, rewriting: Rewriting): unknown => {
  if (!isComposite(value)) return value
  const declaration = declarationOf(codecs, value, rewriting.reading)
  if (rewriting.skips(declaration)) return value
  const part = (own: Codecs | undefined, key: string, actual: unknown): unknown =>
    own !== undefined && isComposite(actual) && rewriting.enters(own)
      ? rewrite(own, actual, within(where, key, own, actual), rewriting)
      : actual
  if (Array.isArray(value)) {
    const { items, positions } = declaration
    if (items.length === 0 && positions.length === 0) return value
    const after = value.map((item, index) => part(positions[index] ?? items, String(index), item))
    return after.every((item, index) => item === value[index]) ? value : after
  }
  if (!declaration.isObject) return value
  const after: Array<readonly [string, unknown]> = []
  let changed = false
  for (const [key, before] of Object.entries(value)) {
    const own = codecsOf(declaration, key)
    const newKey = rewriting.keyOf({ object: value, key, value: before, codecs: own, declaration }, where)
    if (newKey !== undefined) {
      const property = part(own ?? codecsOf(declaration, newKey), key, before)
      after.push([newKey, property])
      changed ||= property !== before
    }
    changed ||= newKey !== key
  }
  return changed ? Object.fromEntries(after) : value
}
