// A store of blocks in the memory of one process.
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Unavailable } from '../store/storeError.js'
import type { BlockName, BlockStore } from './blockStore.js'

/** The options of a store of blocks in memory. */
export interface MemoryBlockStoreOptions {
  /**
   * How many bytes it keeps. What is beyond that is `unavailable`, so that a client tries again later.
   * @defaultValue 268,435,456
   */
  readonly maxBytes?: number
}

/** How long until a session may have been removed, in seconds. */
const retryAfter = 30

const full = (maxBytes: number): Unavailable => ({
  code: 'unavailable',
  retryAfter,
  message: `the memory for blocks is full, with its ${maxBytes} bytes; remove sessions, or keep blocks in a folder`,
  cause: { code: null, message: 'the memory for blocks is full' },
})

const keyOf = ({ id, digest }: BlockName): string => JSON.stringify([id, digest])

/** The bytes of a block, in the chunks in which they came. */
interface Content {
  readonly chunks: ReadonlyArray<Uint8Array>
  readonly size: number
}

const joined = (chunks: ReadonlyArray<Uint8Array>, size: number): Uint8Array => {
  const bytes = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

/** Whether a chunk is nearly all of its buffer, the whole of which is kept with it. */
const fillsBuffer = ({ length, buffer }: Uint8Array): boolean => buffer.byteLength <= 1.25 * length

/** Chunks of at least so many bytes on average are kept as they are: each costs some bytes more than its own. */
const largeChunk = 32_768

/** The chunks as they are where that takes little more memory, or else copied into one. */
const compact = (chunks: ReadonlyArray<Uint8Array>, size: number): ReadonlyArray<Uint8Array> =>
  chunks.length <= 1 + size / largeChunk && chunks.every(fillsBuffer) ? chunks : [joined(chunks, size)]

async function* each(chunks: ReadonlyArray<Uint8Array>): AsyncIterable<Uint8Array> {
  yield* chunks
}

/**
 * A store of blocks that is lost with the process, for a store of sessions in memory.
 *
 * @example
 * import { createMemoryBlockStore } from 'exact-match-session/service'
 *
 * await createMemoryBlockStore({ maxBytes: 1_048_576 }).sessions()() // right([])
 */
export const createMemoryBlockStore = ({
  maxBytes = 268_435_456,
}: MemoryBlockStoreOptions = {}): BlockStore => {
  const sessions = new Map<string, Map<string, Content>>()
  /** Also those of blocks that are still arriving. */
  let bytes = 0

  const drop = (uid: string, isDropped: (key: string) => boolean): number => {
    const blocks = sessions.get(uid) ?? new Map<string, Content>()
    const dropped = [...blocks].filter(([key]) => isDropped(key))
    for (const [key, content] of dropped) {
      blocks.delete(key)
      bytes -= content.size
    }
    if (blocks.size === 0) sessions.delete(uid)
    return dropped.length
  }

  return {
    put:
      (uid, id, { chunks, digest }) =>
      async () => {
        const parts: Array<Uint8Array> = []
        let size = 0
        let isKept = false
        try {
          for await (const chunk of chunks) {
            if (bytes + chunk.length > maxBytes) return E.left(full(maxBytes))
            bytes += chunk.length
            size += chunk.length
            parts.push(chunk)
          }
          const block = { id, digest: digest(), size }
          const blocks = sessions.get(uid) ?? new Map<string, Content>()
          isKept = !blocks.has(keyOf(block))
          if (isKept) sessions.set(uid, blocks.set(keyOf(block), { chunks: compact(parts, size), size }))
          return E.right(block)
        } finally {
          if (!isKept) bytes -= size
        }
      },
    get: (uid, name) =>
      TE.fromIO(() => {
        const content = sessions.get(uid)?.get(keyOf(name))
        return content === undefined ? null : each(content.chunks)
      }),
    remove: (uid, name) => TE.fromIO(() => void drop(uid, (key) => key === keyOf(name))),
    retain: (uid, names) =>
      TE.fromIO(() => {
        const kept = new Set(names.map(keyOf))
        return drop(uid, (key) => !kept.has(key))
      }),
    sessions: () => TE.fromIO(() => [...sessions.keys()]),
  }
}
