// Reads bytes by number from chunks of any length.

/** Bytes that are read in order. */
export interface ChunkReader {
  /** The next bytes, so many; null where the chunks end before. */
  readonly read: (count: number) => Promise<Uint8Array | null>
  /** The next bytes in the pieces in which they come, so many in all; ends early where the chunks do. */
  readonly pieces: (count: number) => AsyncGenerator<Uint8Array>
}

const none = new Uint8Array()

/** A reader of chunks, which it reads once. */
export const chunkReader = (chunks: AsyncIterable<Uint8Array>): ChunkReader => {
  const iterator = chunks[Symbol.asyncIterator]()
  let rest: Uint8Array = none

  /** The next bytes, at most so many; null at the end. */
  const take = async (most: number): Promise<Uint8Array | null> => {
    while (rest.length === 0) {
      const next = await iterator.next()
      if (next.done === true) return null
      rest = next.value
    }
    const taken = rest.subarray(0, most)
    rest = rest.subarray(taken.length)
    return taken
  }

  async function* pieces(count: number): AsyncGenerator<Uint8Array> {
    for (let left = count; left > 0; ) {
      const piece = await take(left)
      if (piece === null) return
      left -= piece.length
      yield piece
    }
  }

  return {
    pieces,
    read: async (count) => {
      const bytes = new Uint8Array(count)
      let size = 0
      for await (const piece of pieces(count)) {
        bytes.set(piece, size)
        size += piece.length
      }
      return size === count ? bytes : null
    },
  }
}
