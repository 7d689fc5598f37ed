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

const joined = (chunks: ReadonlyArray<Uint8Array>, size: number): Uint8Array => {
  const bytes = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes
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
  const sessions = new Map<string, Map<string, Uint8Array>>()
  /** Also those of blocks that are still arriving. */
  let bytes = 0

  const drop = (uid: string, isDropped: (key: string) => boolean): number => {
    const blocks = sessions.get(uid) ?? new Map<string, Uint8Array>()
    const dropped = [...blocks].filter(([key]) => isDropped(key))
    for (const [key, content] of dropped) {
      blocks.delete(key)
      bytes -= content.length
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
          const blocks = sessions.get(uid) ?? new Map<string, Uint8Array>()
          isKept = !blocks.has(keyOf(block))
          // Copied: a chunk may be a part of a larger buffer.
          if (isKept) sessions.set(uid, blocks.set(keyOf(block), joined(parts, size)))
          return E.right(block)
        } finally {
          if (!isKept) bytes -= size
        }
      },
    get: (uid, name) =>
      TE.fromIO(() => {
        const content = sessions.get(uid)?.get(keyOf(name))
        return content === undefined ? null : once(content)
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
