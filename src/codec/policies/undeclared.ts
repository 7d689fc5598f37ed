// The properties that a value has and its codec doesn't declare, at any depth.
import * as t from 'io-ts'
import { hasEnvelope } from '../combinators/unwrapEnvelope.js'
import { withOpaqueType } from '../issues/context.js'
import type { Codecs, Reading } from '../shape/declaration.js'
import { type Rewriting, rewrite, type Where } from '../shape/rewrite.js'

/** A property that is not declared. */
export interface UndeclaredProperty {
  readonly key: string
  readonly value: unknown
  readonly context: t.Context
  /** The names that are declared beside it. */
  readonly declared: () => ReadonlyArray<string>
}

/** Whether the values of properties and items are looked into, or only the value itself. */
export type Depth = 'any' | 'own'

/** How a codec is read for a value that is to be decoded: a union stands for the options that decode it. */
export const whenDecoding: Reading = {
  choose: (options, value) => options.filter((option) => option.validate(value, [])._tag === 'Right'),
  hasEnvelope,
}

/** How a codec is read for a decoded value. */
export const whenDecoded: Reading = {
  choose: (options, value) => options.filter((option) => option.is(value)),
  hasEnvelope: () => false,
}

/** A value without its undeclared properties, and those. */
export interface Pruned {
  readonly value: unknown
  readonly undeclared: ReadonlyArray<UndeclaredProperty>
}

/**
 * Removes undeclared properties and collects them; returns the same value where there are none. Null where the value
 * can't be read, because a getter throws or it is nested too deeply.
 */
export const prune = (
  codecs: Codecs,
  value: unknown,
  context: t.Context,
  reading: Reading,
  depth: Depth = 'any',
): Pruned | null => {
  const undeclared: Array<UndeclaredProperty> = []
  const contexts = new Map<Where, t.Context>()
  const contextOf = (where: Where): t.Context => {
    const known = contexts.get(where) ?? where()
    contexts.set(where, known)
    return known
  }
  const rewriting: Rewriting = {
    reading,
    enters: () => depth === 'any',
    skips: ({ isOpen }) => isOpen,
    keyOf: (key, object, codecs, { properties }, where) => {
      if (codecs !== undefined) return key
      const value: unknown = Reflect.get(object, key)
      undeclared.push({
        key,
        value,
        context: t.appendContext(contextOf(where), key, t.never, value),
        declared: () => [...properties.keys()],
      })
      return undefined
    },
  }
  const whole = () => withOpaqueType(context)
  try {
    return { value: rewrite(codecs, value, whole, rewriting), undeclared }
  } catch {
    return null
  }
}
