// Refuses to build on codecs whose properties can't be seen: to ignore those silently would break a promise.
import type * as t from 'io-ts'
import { shapeOf } from './shapeOf.js'
import { visitCodecs } from './visit.js'

/** An object or array that notes whether a property of it is looked for. */
const probe = (target: object, note: () => void): object =>
  new Proxy(target, {
    get: (of, key, receiver) => {
      if (typeof key === 'string') note()
      return Reflect.get(of, key, receiver)
    },
    has: (of, key) => {
      note()
      return Reflect.has(of, key)
    },
    ownKeys: (of) => {
      note()
      return Reflect.ownKeys(of)
    },
    getOwnPropertyDescriptor: (of, key) => {
      note()
      return Reflect.getOwnPropertyDescriptor(of, key)
    },
  })

/** Whether an opaque codec looks for properties or items, as one of strings doesn't. */
const looksInside = (codec: t.Mixed): boolean => {
  let isInside = false
  const note = () => {
    isInside = true
  }
  try {
    for (const target of [{}, []]) codec.validate(probe(target, note), [])
  } catch {
    return true
  }
  return isInside
}

/**
 * Throws a TypeError if any part of a codec is opaque and decodes objects or arrays by their content. True if every
 * part was seen; false where a recursive definition is declared later.
 */
export const requireVisible = (combinator: string, codec: t.Mixed): boolean =>
  visitCodecs(codec, (part) => {
    if (shapeOf(part).kind === 'opaque' && looksInside(part)) {
      throw new TypeError(
        `${combinator} cannot see the properties of ${part.name}: it was made by pipe or new t.Type, or copied with its own validate`,
      )
    }
  })
