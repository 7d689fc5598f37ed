// Azure's structured message, version 1, written independently of the code under test.
import { StorageCRC64Calculator } from '@azure/storage-common'

const crcOf = (bytes: Uint8Array): Buffer =>
  Buffer.from(new StorageCRC64Calculator().final(bytes, bytes.length))

export function* slices(bytes: Buffer, length: number): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
}

/** A content in segments of a length. `StorageCRC64Calculator.init()` has to be awaited before. */
export const structuredMessage = (content: Buffer, segmentLength: number): Buffer => {
  const segments = [...slices(content, segmentLength)].map((segment, index) => {
    const head = Buffer.alloc(10)
    head.writeUInt16LE(index + 1, 0)
    head.writeBigUInt64LE(BigInt(segment.length), 2)
    return Buffer.concat([head, segment, crcOf(segment)])
  })
  const head = Buffer.alloc(13)
  head.writeUInt8(1, 0)
  head.writeUInt16LE(1, 9)
  head.writeUInt16LE(segments.length, 11)
  const message = Buffer.concat([head, ...segments, crcOf(content)])
  message.writeBigUInt64LE(BigInt(message.length), 1)
  return message
}
