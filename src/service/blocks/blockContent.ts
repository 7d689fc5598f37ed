// The content of a block, whose digest is computed as it flows.
import { createHash } from 'node:crypto'
import type { BlockContent } from './blockStore.js'

/** A content, and why it could not be read to its end; null where that is not the case. */
export interface ReadContent extends BlockContent {
  readonly failure: () => { readonly error: unknown } | null
}

/** The content of some chunks. */
export const contentOf = (chunks: AsyncIterable<Uint8Array>): ReadContent => {
  const hash = createHash('sha256')
  let failure: { readonly error: unknown } | null = null
  let digest: string | undefined
  const iterator = chunks[Symbol.asyncIterator]()
  // By hand: a generator costs several times as much for each chunk.
  const hashed: AsyncIterableIterator<Uint8Array> = {
    [Symbol.asyncIterator]: () => hashed,
    next: async () => {
      try {
        const next = await iterator.next()
        if (next.done !== true) hash.update(next.value)
        return next
      } catch (error) {
        failure = { error }
        throw error
      }
    },
    return: async (value) => {
      await iterator.return?.()
      return { done: true, value }
    },
  }
  return {
    chunks: hashed,
    digest: () => {
      digest ??= hash.digest('base64')
      return digest
    },
    failure: () => failure,
  }
}
