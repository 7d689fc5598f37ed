// The bytes of each block, as rows are counted.

/** Counts rows into blocks. */
export interface BlockCounter {
  /** A row with so many bytes. */
  readonly add: (bytes: number) => void
  readonly rowCount: () => number
  /** The bytes of each block, the last of which may have fewer rows. */
  readonly blockBytes: () => ReadonlyArray<number>
}

export const countBlocks = (rowsPerBlock: number): BlockCounter => {
  const full: Array<number> = []
  let rows = 0
  let bytes = 0
  return {
    add: (rowBytes) => {
      rows += 1
      bytes += rowBytes
      if (rows === rowsPerBlock) {
        full.push(bytes)
        rows = 0
        bytes = 0
      }
    },
    rowCount: () => full.length * rowsPerBlock + rows,
    blockBytes: () => (rows === 0 ? full : [...full, bytes]),
  }
}
