// The checksums of Put Block: Content-MD5 and x-ms-content-crc64.
// https://learn.microsoft.com/rest/api/storageservices/put-block#request-headers-all-authorization-schemes
import { createHash } from 'node:crypto'
import * as E from 'fp-ts/lib/Either.js'
import { type Problem, problem } from '../problem.js'
import { base64, byteLengthOf } from './base64.js'
import { crc64 } from './crc64.js'

interface Checksum {
  readonly header: string
  readonly compute: (bytes: Uint8Array) => Uint8Array
  readonly length: number
  readonly malformed: string
  readonly mismatch: string
}

const md5 = (bytes: Uint8Array): Uint8Array => createHash('md5').update(bytes).digest()

const checksums: ReadonlyArray<Checksum> = [
  { header: 'content-md5', compute: md5, length: 16, malformed: 'InvalidMd5', mismatch: 'Md5Mismatch' },
  {
    header: 'x-ms-content-crc64',
    compute: crc64,
    length: 8,
    malformed: 'InvalidHeaderValue',
    mismatch: 'Crc64Mismatch',
  },
]

const verify = (
  { header, compute, length, malformed, mismatch }: Checksum,
  expected: string,
  bytes: Uint8Array,
): E.Either<Problem, Readonly<Record<string, string>>> => {
  if (byteLengthOf(expected) !== length) {
    const message = `${header} is not the base64 of ${length} bytes`
    return E.left(problem(400, message, { blobCode: malformed, target: header }))
  }
  return base64(compute(bytes)) === expected
    ? E.right({ [header]: expected })
    : E.left(problem(400, `${header} is not that of the body`, { blobCode: mismatch, target: header }))
}

/** Compares the checksum of the headers with the body; gives it back for the response. Left: 400. */
export const verifyChecksums = (
  headers: Headers,
  bytes: Uint8Array,
): E.Either<Problem, Readonly<Record<string, string>>> => {
  const sent = checksums.flatMap((checksum) => {
    const value = headers.get(checksum.header)
    return value === null ? [] : [{ checksum, value }]
  })
  const [first, second] = sent
  if (second !== undefined) {
    const message = `${checksums.map(({ header }) => header).join(' and ')} are mutually exclusive`
    return E.left(problem(400, message, { blobCode: 'InvalidHeaderValue' }))
  }
  return first === undefined ? E.right({}) : verify(first.checksum, first.value, bytes)
}
