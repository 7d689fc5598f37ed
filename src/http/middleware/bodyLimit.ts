// Reads bodies up to a size. hono's own body limit turns an aborted upload into a 500; here it is a 400.
import * as E from 'fp-ts/lib/Either.js'
import { type Problem, problem } from '../problem.js'
import { type ApiMiddleware, refuse } from './apiEnv.js'

type Bytes = Uint8Array<ArrayBuffer>

const tooLarge = (maxBytes: number): Problem =>
  problem(413, `the body is larger than the ${maxBytes} bytes that are allowed`)

const aborted = problem(400, 'the body is incomplete')

/** Reads a body of unknown length; null where it is too large. */
const readChunks = async (
  stream: ReadableStream<Uint8Array> | null,
  maxBytes: number,
): Promise<Bytes | null> => {
  if (stream === null) return new Uint8Array()
  const chunks: Array<Uint8Array> = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.length
    if (size > maxBytes) return null
    chunks.push(chunk)
  }
  const bytes = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

/** Does not read a body whose Content-Length is too large; the server ensures that the header is true. */
const readBody = async (request: Request, maxBytes: number): Promise<E.Either<Problem, Bytes>> => {
  const length = request.headers.get('content-length')
  if (length !== null && Number(length) > maxBytes) return E.left(tooLarge(maxBytes))
  try {
    // The stream is asked for only where the length is not known: servers make it when it is first read.
    const bytes =
      length === null ? await readChunks(request.body, maxBytes) : new Uint8Array(await request.arrayBuffer())
    return bytes === null || bytes.length > maxBytes ? E.left(tooLarge(maxBytes)) : E.right(bytes)
  } catch {
    return E.left(aborted)
  }
}

export const bodyLimit =
  (maxBytes: number): ApiMiddleware =>
  async (context, next) => {
    const body = await readBody(context.req.raw, maxBytes)
    if (E.isLeft(body)) return refuse(context, body.left)
    context.set('body', body.right)
    return next()
  }
