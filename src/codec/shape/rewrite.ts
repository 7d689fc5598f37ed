// Walks a value along its codec and renames or drops properties, at any depth; copies only what it changes.
import * as t from 'io-ts'
import { opaqueEntry } from '../issues/context.js'
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
  /** The name under which a property is kept; undefined drops it. `codecs` are those that declare it, if any do. */
  readonly keyOf: (
    key: string,
    object: object,
    codecs: Codecs | undefined,
    declaration: Declaration,
    where: Where,
  ) => string | undefined
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

const rewritePart = (
  codecs: Codecs,
  key: string,
  part: object,
  where: Where,
  rewriting: Rewriting,
): unknown =>
  rewriting.enters(codecs) ? rewrite(codecs, part, within(where, key, codecs, part), rewriting) : part

const rewriteArray = (
  { items, positions }: Declaration,
  value: ReadonlyArray<unknown>,
  where: Where,
  rewriting: Rewriting,
): ReadonlyArray<unknown> => {
  if (items.length === 0 && positions.length === 0) return value
  const after = value.map((item, index) =>
    isComposite(item) ? rewritePart(positions[index] ?? items, String(index), item, where, rewriting) : item,
  )
  return after.every((item, index) => item === value[index]) ? value : after
}

/** A key that assignment would take for the prototype is defined instead. */
const put = (object: Record<string, unknown>, key: string, value: unknown): void => {
  if (key === '__proto__')
    Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true })
  else object[key] = value
}

const rewriteObject = (
  declaration: Declaration,
  value: object,
  where: Where,
  rewriting: Rewriting,
): object => {
  const after: Record<string, unknown> = {}
  let changed = false
  for (const key of Object.keys(value)) {
    const before: unknown = Reflect.get(value, key)
    const declared = codecsOf(declaration, key)
    const newKey = rewriting.keyOf(key, value, declared, declaration, where)
    if (newKey === undefined) {
      changed = true
      continue
    }
    let property = before
    if (isComposite(before)) {
      const codecs = declared ?? codecsOf(declaration, newKey)
      if (codecs !== undefined) property = rewritePart(codecs, key, before, where, rewriting)
    }
    changed ||= newKey !== key || property !== before
    put(after, newKey, property)
  }
  return changed ? after : value
}

/** The value with its properties renamed or dropped; the same value where there are none to change. */
export const rewrite = (codecs: Codecs, value: unknown, where: Where, rewriting: Rewriting): unknown => {
  if (!isComposite(value)) return value
  const declaration = declarationOf(codecs, value, rewriting.reading)
  if (rewriting.skips(declaration)) return value
  if (Array.isArray(value)) return rewriteArray(declaration, value, where, rewriting)
  return declaration.isObject ? rewriteObject(declaration, value, where, rewriting) : value
}
