// Bodies in Azure's structured message, version 1, which storage-blob sends where it is asked for CRC-64: a header, then
// segments, each with its length and its checksum, then the checksum of all content. Numbers are little-endian.
import * as E from 'fp-ts/lib/Either.js'
import { type Problem, problem } from '../problem.js'
import { BodyRefused } from './arrivingBody.js'
import { type ChunkReader, chunkReader } from './chunkReader.js'
import { crc64 } from './crc64.js'

const header = 'x-ms-structured-body'
const lengthHeader = 'x-ms-structured-content-length'
const supported = 'XSM/1.0; properties=crc64'

/** How a body is framed. */
export interface Structure {
  /** The length of the content in bytes. */
  readonly contentLength: number
  /** The headers that repeat it in the response. */
  readonly headers: Readonly<Record<string, string>>
}

const invalid = (message: string, target = header): Problem =>
  problem(400, message, { blobCode: 'InvalidHeaderValue', target })

/** The structure that a request announces; null where its body is the content. Left: 400. */
export const structureOf = (headers: Headers): E.Either<Problem, Structure | null> => {
  const value = headers.get(header)
  if (value === null) return E.right(null)
  if (value.replaceAll(' ', '') !== supported.replaceAll(' ', '')) {
    return E.left(invalid(`${header} is not ${supported}`))
  }
  const length = headers.get(lengthHeader) ?? ''
  return /^\d{1,15}$/.test(length)
    ? E.right({ contentLength: Number(length), headers: { [header]: value } })
    : E.left(invalid(`${lengthHeader} is not a number of bytes`, lengthHeader))
}

const malformed = (what: string): BodyRefused =>
  new BodyRefused(problem(400, `the structured body is malformed: ${what}`, { blobCode: 'InvalidInput' }))

const crcMismatch = (what: string): BodyRefused =>
  new BodyRefused(
    problem(400, `the CRC-64 of ${what} is not that of its bytes`, { blobCode: 'Crc64Mismatch' }),
  )

const readView = async ({ read }: ChunkReader, count: number, what: string): Promise<DataView> => {
  const bytes = await read(count)
  if (bytes === null) throw malformed(`it ends in ${what}`)
  return new DataView(bytes.buffer)
}

const checkCrc = async (reader: ChunkReader, digest: Uint8Array, what: string): Promise<void> => {
  const sent = await readView(reader, digest.length, `the checksum of ${what}`)
  if (digest.some((byte, index) => byte !== sent.getUint8(index))) throw crcMismatch(what)
}

/** The number of segments. */
const readHeader = async (reader: ChunkReader): Promise<number> => {
  const view = await readView(reader, 13, 'its header')
  if (view.getUint8(0) !== 1) throw malformed(`its version is ${view.getUint8(0)}`)
  if (view.getUint16(9, true) !== 1) throw malformed('its flags are not those of CRC-64')
  return view.getUint16(11, true)
}

async function* contentOf(reader: ChunkReader, contentLength: number): AsyncGenerator<Uint8Array> {
  const segments = await readHeader(reader)
  const all = crc64()
  let size = 0
  for (let number = 1; number <= segments; number += 1) {
    const name = `segment ${number}`
    const view = await readView(reader, 10, name)
    if (view.getUint16(0, true) !== number)
      throw malformed(`${name} has the number ${view.getUint16(0, true)}`)
    const length = Number(view.getBigUint64(2, true))
    if (length > contentLength - size) throw malformed(`it is longer than ${lengthHeader}`)
    size += length
    const segment = crc64()
    for await (const piece of reader.pieces(length)) {
      segment.update(piece)
      all.update(piece)
      yield piece
    }
    await checkCrc(reader, segment.digest(), name)
  }
  await checkCrc(reader, all.digest(), 'the content')
  if (size !== contentLength)
    throw malformed(`it has ${size} bytes, and ${lengthHeader} says ${contentLength}`)
  if ((await reader.read(1)) !== null) throw malformed('it goes on after its end')
}

/** The content of a structured body; reading rejects with `BodyRefused`, also where a checksum is wrong. */
export async function* structuredContent(
  body: AsyncIterableIterator<Uint8Array>,
  { contentLength }: Structure,
): AsyncGenerator<Uint8Array> {
  try {
    yield* contentOf(chunkReader(body), contentLength)
  } finally {
    await body.return?.()
  }
}
