// Which blocks the service has, in little memory: they arrive nearly in order, so a number and a few beyond it do.

/** Numbers of blocks, counted from 1. */
export interface BlockSet {
  readonly has: (block: number) => boolean
  readonly add: (block: number) => void
}

/** The blocks up to a number, to which others can be added. */
export const blocksThrough = (last: number): BlockSet => {
  let through = last
  const beyond = new Set<number>()
  return {
    has: (block) => block <= through || beyond.has(block),
    add: (block) => {
      if (block !== through + 1) {
        beyond.add(block)
        return
      }
      through = block
      while (beyond.size > 0 && beyond.delete(through + 1)) through += 1
    },
  }
}
