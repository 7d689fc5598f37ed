// Where in a codec a key is declared.
import type * as t from 'io-ts'
import { requireVisible } from '../shape/requireVisible.js'
import { shapeOf } from '../shape/shapeOf.js'
import { visitCodecs } from '../shape/visit.js'
import type { KeyNames } from './tagged.js'

export interface KeyPlaces {
  /** Whether the value itself may have the key. */
  readonly isHere: boolean
  /** Whether something below it may have the key, as far as can be seen yet. */
  readonly isBelow: boolean
  /** Whether a codec below writes the other of the two names. */
  readonly hasOtherWriter: boolean
}

/** Throws a TypeError where a codec can't be looked into, declares the key nowhere, or declares both names. */
export const keyPlacesOf = (codec: t.Mixed, names: KeyNames, write: keyof KeyNames): KeyPlaces => {
  const { canonical, alternate } = names
  const found = { isHere: false, isBelow: false, hasOtherWriter: false }
  requireVisible('renamedKey', codec)
  const isComplete = visitCodecs(codec, (part, isBelow) => {
    const shape = shapeOf(part)
    if (shape.kind === 'renamedKey' && shape.renaming.names.canonical === canonical) {
      found.hasOtherWriter ||= shape.renaming.write !== write
    }
    if (shape.kind !== 'struct') return
    if (Object.hasOwn(shape.props, alternate)) {
      throw new TypeError(
        `renamedKey: ${part.name} declares ${alternate}, which is another name of ${canonical}`,
      )
    }
    if (Object.hasOwn(shape.props, canonical)) found[isBelow ? 'isBelow' : 'isHere'] = true
  })
  // A codec that is declared later may declare the key and may write either name.
  if (!isComplete) return { ...found, isBelow: true, hasOtherWriter: true }
  if (found.isHere || found.isBelow) return found
  throw new TypeError(`renamedKey: ${codec.name} declares no property ${canonical}`)
}

/** Whether anything in a codec may have the key; remembers the answer by codec. */
export const leadsTo = (key: string): ((codec: t.Mixed) => boolean) => {
  const known = new WeakMap<t.Mixed, boolean>()
  return (codec) => {
    const remembered = known.get(codec)
    if (remembered !== undefined) return remembered
    let isFound = false
    const isComplete = visitCodecs(codec, (part) => {
      const shape = shapeOf(part)
      isFound ||= shape.kind === 'struct' && Object.hasOwn(shape.props, key)
    })
    if (isComplete || isFound) known.set(codec, isFound)
    return isFound || !isComplete
  }
}
