// Where the bytes of a table come from: a file or a stream, compressed by gzip or not.
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { isGzip, signatureLength } from './fileKind.js'

/** A file by its path, or a stream with a name for it, such as standard input. */
export type TableSource = string | { readonly name: string; readonly stream: AsyncIterable<Uint8Array> }

/** The source as messages name it. */
export const nameOf = (source: TableSource): string => (typeof source === 'string' ? source : source.name)

/** The name of the table in the file: without the folder, and without the `.gz` of what is unpacked. */
export const fileNameOf = (source: TableSource): string => basename(nameOf(source)).replace(/\.gz$/i, '')

/** Large enough that the cost of a chunk does not count, and small beside the memory of the process. */
const chunkSize = 256 * 1024

const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

async function* joined(first: Buffer, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Buffer, void> {
  if (first.length > 0) yield first
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield asBuffer(next.value)
}

/** The first bytes, enough to tell what they are, and all bytes, those included. */
export interface Peeked {
  readonly first: Buffer
  readonly chunks: AsyncIterable<Buffer>
}

const peek = async (chunks: AsyncIterable<Uint8Array>): Promise<Peeked> => {
  const iterator = chunks[Symbol.asyncIterator]()
  let first: Buffer = Buffer.alloc(0)
  while (first.length < signatureLength) {
    const next = await iterator.next()
    if (next.done === true) break
    first = first.length === 0 ? asBuffer(next.value) : Buffer.concat([first, next.value])
  }
  return { first, chunks: joined(first, iterator) }
}

/** Opens a source; `close` releases the file if it is not read to its end. */
export const openTable = async (source: TableSource): Promise<Peeked & { readonly close: () => void }> => {
  const stream =
    typeof source === 'string'
      ? createReadStream(source, { highWaterMark: chunkSize })
      : Readable.from(source.stream, { objectMode: false })
  const close = (): void => {
    stream.destroy()
  }
  const peeked = await peek(stream)
  if (!isGzip(peeked.first)) return { ...peeked, close }
  const unzipped = createGunzip({ chunkSize })
  // The error comes out of `unzipped`, too.
  pipeline(Readable.from(peeked.chunks, { objectMode: false }), unzipped, () => undefined)
  return { ...(await peek(unzipped)), close }
}
