// Which blocks the service has, in little memory: they arrive nearly in order, so those that were passed by do.

/** Numbers of blocks, counted from 1. */
export interface BlockSet {
  readonly has: (block: number) => boolean
  readonly add: (block: number) => void
}

/** The blocks up to a number, to which others can be added. */
export const blocksThrough = (last: number): BlockSet => {
  let furthest = last
  const missing = new Set<number>()
  return {
    has: (block) => block <= furthest && !missing.has(block),
    add: (block) => {
      if (block <= furthest) {
        missing.delete(block)
        return
      }
      for (let passed = furthest + 1; passed < block; passed += 1) missing.add(passed)
      furthest = block
    },
  }
}
