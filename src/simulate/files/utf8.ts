// Checks that a stream of bytes is UTF-8, chunk by chunk, without decoding it.
import { isUtf8 } from 'node:buffer'

/** The bytes of a last character, which may continue in the next chunk. */
const lastCharacter = (bytes: Buffer): Buffer => {
  const first = bytes.findLastIndex((byte) => (byte & 0xc0) !== 0x80)
  return bytes.subarray((bytes[first] ?? 0) < 0x80 ? bytes.length : first)
}

const [lineFeed, carriageReturn] = [0x0a, 0x0d]

/** Where the line of the first byte begins that is not UTF-8; no character but an end of line contains its byte. */
const invalidLineStart = (bytes: Buffer): number => {
  let start = 0
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at] !== lineFeed && bytes[at] !== carriageReturn) continue
    if (!isUtf8(bytes.subarray(start, at))) break
    start = at + 1
  }
  return start
}

/** Checks the chunks of a stream in their order. */
export interface Utf8Check {
  /** How many bytes of the chunk are before the first line that is not UTF-8: all of them, if it is. */
  readonly validLength: (chunk: Buffer) => number
  /** Whether the last character was complete. */
  readonly isComplete: () => boolean
}

export const createUtf8Check = (): Utf8Check => {
  let pending: Buffer = Buffer.alloc(0)
  return {
    validLength: (chunk) => {
      const bytes = pending.length === 0 ? chunk : Buffer.concat([pending, chunk])
      const last = lastCharacter(bytes)
      if (!isUtf8(bytes.subarray(0, bytes.length - last.length))) {
        return Math.max(0, invalidLineStart(bytes) - pending.length)
      }
      // A copy, so that the chunk can be released.
      pending = Buffer.from(last)
      return chunk.length
    },
    isComplete: () => isUtf8(pending),
  }
}
