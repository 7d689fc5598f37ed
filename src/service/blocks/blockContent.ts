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
  const hashed = async function* (): AsyncIterable<Uint8Array> {
    try {
      for await (const chunk of chunks) {
        hash.update(chunk)
        yield chunk
      }
    } catch (error) {
      failure = { error }
      throw error
    }
  }
  return {
    chunks: hashed(),
    digest: () => {
      digest ??= hash.digest('base64')
      return digest
    },
    failure: () => failure,
  }
}
