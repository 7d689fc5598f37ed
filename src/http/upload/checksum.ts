// The checksums of Put Block: Content-MD5 and x-ms-content-crc64, computed only where they are sent.
// https://learn.microsoft.com/rest/api/storageservices/put-block#request-headers-all-authorization-schemes
import { createHash } from 'node:crypto'
import * as E from 'fp-ts/lib/Either.js'
import { type Problem, problem } from '../problem.js'
import { base64, byteLengthOf } from './base64.js'
import { crc64, type RunningChecksum } from './crc64.js'

interface Checksum {
  readonly header: string
  readonly start: () => RunningChecksum
  readonly length: number
  readonly malformed: string
  readonly mismatch: string
}

const checksums: ReadonlyArray<Checksum> = [
  {
    header: 'content-md5',
    start: () => createHash('md5'),
    length: 16,
    malformed: 'InvalidMd5',
    mismatch: 'Md5Mismatch',
  },
  {
    header: 'x-ms-content-crc64',
    start: crc64,
    length: 8,
    malformed: 'InvalidHeaderValue',
    mismatch: 'Crc64Mismatch',
  },
]

/** The checksum that a request sends, to be compared with that of its body. */
export interface ExpectedChecksum {
  readonly update: (chunk: Uint8Array) => void
  /** Why the body is not the one that was sent, once it has been read; null where it is. */
  readonly mismatch: () => Problem | null
  /** The headers that repeat it in the response. */
  readonly headers: Readonly<Record<string, string>>
  readonly isNone: boolean
}

const none: ExpectedChecksum = { update: () => {}, mismatch: () => null, headers: {}, isNone: true }

/** The checksum in the headers of a request; left: 400. */
export const checksumOf = (headers: Headers): E.Either<Problem, ExpectedChecksum> => {
  const sent = checksums.flatMap((checksum) => {
    const value = headers.get(checksum.header)
    return value === null ? [] : [{ ...checksum, value }]
  })
  const [first, second] = sent
  if (second !== undefined) {
    const message = `${checksums.map(({ header }) => header).join(' and ')} are mutually exclusive`
    return E.left(problem(400, message, { blobCode: 'BothCrc64AndMd5HeaderPresent' }))
  }
  if (first === undefined) return E.right(none)
  const { header, value, length } = first
  if (byteLengthOf(value) !== length) {
    const message = `${header} is not the base64 of ${length} bytes`
    return E.left(problem(400, message, { blobCode: first.malformed, target: header }))
  }
  const running = first.start()
  return E.right({
    update: (chunk) => void running.update(chunk),
    mismatch: () =>
      base64(running.digest()) === value
        ? null
        : problem(400, `${header} is not that of the body`, { blobCode: first.mismatch, target: header }),
    headers: { [header]: value },
    isNone: false,
  })
}
