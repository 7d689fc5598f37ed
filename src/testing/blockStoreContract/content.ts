// Contents of blocks for the cases, with their digests, and how they are read back.
import type { BlockContent, BlockName, BlockStore } from '../../service/index.js'
import { present, right } from '../storeContract/assertion.js'

/** A content of the cases: its bytes, in chunks. */
export interface Sample {
  readonly bytes: Uint8Array
  readonly content: () => BlockContent
}

async function* chunksOf(bytes: Uint8Array, length: number): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
}

const digestOf = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  btoa(String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))))

/** Bytes that come in chunks of a length. */
export const sampleOf = async (bytes: Uint8Array<ArrayBuffer>, chunkLength = 1_000): Promise<Sample> => {
  const digest = await digestOf(bytes)
  return { bytes, content: () => ({ chunks: chunksOf(bytes, chunkLength), digest: () => digest }) }
}

export const textSample = (text: string): Promise<Sample> =>
  sampleOf(new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>)

/** Every byte, many times, in an order that shows a chunk that is missing or in the wrong place. */
export const longBytes = (length: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length }, (_, index) => (index * 31 + (index >>> 8) * 7 + (index >>> 16)) & 0xff)

/** The bytes that a store gives; null where it has none. */
export const bytesIn = async (
  store: BlockStore,
  uid: string,
  name: BlockName,
): Promise<Uint8Array | null> => {
  const chunks = await right(store.get(uid, name))
  if (chunks === null) return null
  const bytes: Array<number> = []
  for await (const chunk of chunks) for (const byte of chunk) bytes.push(byte)
  return Uint8Array.from(bytes)
}

/** Rejects unless the store gives the bytes of a sample. */
export const expectBytes = async (
  store: BlockStore,
  uid: string,
  name: BlockName,
  { bytes }: Sample,
): Promise<void> => {
  const found = present(await bytesIn(store, uid, name))
  const index = bytes.findIndex((byte, at) => found[at] !== byte)
  if (index >= 0 || found.length !== bytes.length) {
    const where = index < 0 ? '' : `, the first other byte at ${index}`
    throw new Error(`found ${found.length} bytes; expected ${bytes.length}${where}`)
  }
}
