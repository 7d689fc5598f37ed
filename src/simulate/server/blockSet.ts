// The blocks that have arrived, in little memory: they arrive nearly in order, so it keeps those that are missing.

/** Numbers of blocks, counted from 1. */
export interface BlockSet {
  readonly has: (block: number) => boolean
  readonly add: (block: number) => void
}

/** The blocks up to and including a number. */
export const blocksThrough = (last: number): BlockSet => {
  let highest = last
  const missing = new Set<number>()
  return {
    has: (block) => block <= highest && !missing.has(block),
    add: (block) => {
      if (block <= highest) {
        missing.delete(block)
        return
      }
      for (let skipped = highest + 1; skipped < block; skipped += 1) missing.add(skipped)
      highest = block
    },
  }
}
