// CRC-64/NVME, the checksum of x-ms-content-crc64: polynomial 0x9A6C9329AC4BC9B5 (reflected), initial value and final
// XOR all ones. Computed in two halves of 32 bits, because BigInt would be many times slower.

/** A checksum that is computed chunk by chunk. */
export interface RunningChecksum {
  readonly update: (chunk: Uint8Array) => unknown
  readonly digest: () => Uint8Array
}

const polynomial = [0x9a6c9329, 0xac4bc9b5] as const

const highs = new Int32Array(256)
const lows = new Int32Array(256)
for (let byte = 0; byte < 256; byte++) {
  let high = 0
  let low = byte
  for (let bit = 0; bit < 8; bit++) {
    const odd = low & 1
    low = (low >>> 1) | (high << 31)
    high >>>= 1
    if (odd === 1) {
      high ^= polynomial[0]
      low ^= polynomial[1]
    }
  }
  highs[byte] = high
  lows[byte] = low
}

/** A checksum that is computed chunk by chunk; its digest is written as Azure does: eight bytes, little-endian. */
export const crc64 = (): RunningChecksum => {
  let high = -1
  let low = -1
  return {
    update: (bytes) => {
      for (let at = 0; at < bytes.length; at++) {
        const index = (low ^ (bytes[at] ?? 0)) & 0xff
        low = ((low >>> 8) | (high << 24)) ^ (lows[index] ?? 0)
        high = (high >>> 8) ^ (highs[index] ?? 0)
      }
    },
    digest: () => {
      const checksum = new DataView(new ArrayBuffer(8))
      checksum.setInt32(0, ~low, true)
      checksum.setInt32(4, ~high, true)
      return new Uint8Array(checksum.buffer)
    },
  }
}
