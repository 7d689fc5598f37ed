// Visits all codecs that a codec is made of, so that what a combinator can't do is found out when it is built.
import type * as t from 'io-ts'
import { fold } from './fold.js'

interface Parts {
  /** The codecs of the same value. */
  readonly here: ReadonlyArray<t.Mixed>
  /** The codecs of its properties and items. */
  readonly below: ReadonlyArray<t.Mixed>
}

const here = (...codecs: ReadonlyArray<t.Mixed>): Parts => ({ here: codecs, below: [] })
const below = (...codecs: ReadonlyArray<t.Mixed>): Parts => ({ here: [], below: codecs })
const sameAsInner = ({ inner }: { readonly inner: t.Mixed }): Parts => here(inner)

const partsOf = fold<Parts>({
  struct: ({ props }) => below(...Object.values(props)),
  record: ({ codomain }) => below(codomain),
  array: ({ item }) => below(item),
  tuple: ({ items }) => below(...items),
  union: ({ options }) => here(...options),
  intersection: ({ parts }) => here(...parts),
  discriminated: ({ union }) => here(...Object.values(union.members)),
  envelope: ({ inner }) => ({ here: [inner], below: [inner] }),
  refinement: sameAsInner,
  exact: sameAsInner,
  renamedKey: sameAsInner,
  policy: sameAsInner,
  wrapper: sameAsInner,
  recursion: ({ inner }) => here(inner()),
  otherwise: () => here(),
})

/**
 * Calls `see` once with each codec that validates the value itself, and once with each for something below it.
 * False where a recursive definition can't be read yet, because it is declared later.
 */
export const visitCodecs = (codec: t.Mixed, see: (codec: t.Mixed, isBelow: boolean) => void): boolean => {
  const seen = { here: new Set<t.Mixed>(), below: new Set<t.Mixed>() }
  let isComplete = true
  const visit = (codec: t.Mixed, isBelow: boolean): void => {
    const known = isBelow ? seen.below : seen.here
    if (known.has(codec)) return
    known.add(codec)
    see(codec, isBelow)
    const parts = readParts(codec)
    if (parts === undefined) isComplete = false
    for (const part of parts?.here ?? []) visit(part, isBelow)
    for (const part of parts?.below ?? []) visit(part, true)
  }
  visit(codec, false)
  return isComplete
}

const readParts = (codec: t.Mixed): Parts | undefined => {
  try {
    return partsOf(codec)
  } catch {
    return undefined
  }
}
