// What a client says its block is, held against what has come. Azure, "Put Block": Content-MD5, x-ms-content-crc64.
import { createHash } from 'node:crypto'
import * as E from 'fp-ts/lib/Either.js'
import { type Problem, problem } from '../problem.js'
import { base64, byteLengthOf } from './base64.js'
import { crc64 } from './crc64.js'

interface Checksum {
  readonly header: string
  readonly of: (bytes: Uint8Array) => Uint8Array
  readonly length: number
  readonly malformed: string
  readonly mismatch: string
}

const md5 = (bytes: Uint8Array): Uint8Array => createHash('md5').update(bytes).digest()

const checksums: ReadonlyArray<Checksum> = [
  { header: 'content-md5', of: md5, length: 16, malformed: 'InvalidMd5', mismatch: 'Md5Mismatch' },
  {
    header: 'x-ms-content-crc64',
    of: crc64,
    length: 8,
    malformed: 'InvalidHeaderValue',
    mismatch: 'Crc64Mismatch',
  },
]

const held = (
  { header, of, length, malformed, mismatch }: Checksum,
  told: string,
  bytes: Uint8Array,
): E.Either<Problem, Readonly<Record<string, string>>> => {
  if (byteLengthOf(told) !== length) {
    const message = `${header} is not the base64 of ${length} bytes`
    return E.left(problem(400, message, { blobCode: malformed, target: header }))
  }
  return base64(of(bytes)) === told
    ? E.right({ [header]: told })
    : E.left(
        problem(400, `${header} is not that of the bytes that came`, { blobCode: mismatch, target: header }),
      )
}

/** The checksums that came with a block and agree with it, to be sent back. Left: one that doesn't. */
export const checksumsOf = (
  headers: Headers,
  bytes: Uint8Array,
): E.Either<Problem, Readonly<Record<string, string>>> => {
  const told = checksums.flatMap((checksum) => {
    const value = headers.get(checksum.header)
    return value === null ? [] : [{ checksum, value }]
  })
  const [first, second] = told
  if (second !== undefined) {
    const message = `${checksums.map(({ header }) => header).join(' and ')} can't both be there`
    return E.left(problem(400, message, { blobCode: 'InvalidHeaderValue' }))
  }
  return first === undefined ? E.right({}) : held(first.checksum, first.value, bytes)
}
