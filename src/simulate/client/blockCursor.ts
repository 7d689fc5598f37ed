// Which block a client uploads next.

export interface BlockCursor {
  /** The next block; null if all have been given out. */
  readonly next: () => number | null
  /** Blocks that were given out and must be uploaded again. */
  readonly putBack: (blocks: ReadonlyArray<number>) => void
  /** Begins again with the first block. */
  readonly startOver: () => void
}

/** Gives out the blocks from one on up to the last, in their order. */
export const blockCursor = (first: number, last: number): BlockCursor => {
  let fresh = first
  let again: Array<number> = []
  return {
    next: () => {
      const block = again.shift()
      if (block !== undefined) return block
      if (fresh > last) return null
      fresh += 1
      return fresh - 1
    },
    putBack: (blocks) => {
      again = [...blocks, ...again].sort((one, other) => one - other)
    },
    startOver: () => {
      fresh = 1
      again = []
    },
  }
}
