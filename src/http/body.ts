// The body of a request: no more of it than is allowed, and JSON where JSON is asked for.
import * as E from 'fp-ts/lib/Either.js'
import * as O from 'fp-ts/lib/Option.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { type Problem, problem } from './problem.js'

const tooLarge = (limit: number): Problem =>
  problem(413, `the body is larger than the ${limit} bytes that are taken here`)

const brokenOff = problem(400, 'the body broke off')

/** All of a body whose length nobody told; null where it grows too long. */
const gathered = async (
  stream: ReadableStream<Uint8Array>,
  limit: number,
): Promise<Uint8Array<ArrayBuffer> | null> => {
  const chunks: Array<Uint8Array> = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.length
    if (size > limit) return null
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

/** The bytes of a body; one that is told to be too large is not even begun, and the server holds it to what it told. */
export const bytesOf =
  (request: Request, limit: number): TE.TaskEither<Problem, Uint8Array<ArrayBuffer>> =>
  async () => {
    const told = request.headers.get('content-length')
    if (told !== null && Number(told) > limit) return E.left(tooLarge(limit))
    const { body } = request
    if (body === null) return E.right(new Uint8Array())
    try {
      const bytes = told === null ? await gathered(body, limit) : new Uint8Array(await request.arrayBuffer())
      return bytes === null || bytes.length > limit ? E.left(tooLarge(limit)) : E.right(bytes)
    } catch {
      return E.left(brokenOff)
    }
  }

/** A media type with parameters, of which OData has its own; the charset can only be UTF-8. */
const isJson = (contentType: string): boolean => {
  const [type = '', ...parameters] = contentType.toLowerCase().split(';')
  return (
    type.trim() === 'application/json' &&
    parameters.every((parameter) => !/^\s*charset\s*=\s*"?(?!utf-8"?\s*$)/.test(parameter))
  )
}

const decoder = new TextDecoder('utf-8', { fatal: true })

const decoded = E.tryCatchK(
  (bytes: Uint8Array) => decoder.decode(bytes),
  () => problem(400, 'the body is not UTF-8'),
)

const parsed = E.tryCatchK(
  (text: string): unknown => JSON.parse(text),
  () => problem(400, 'the body is not JSON'),
)

/** What keeps a body from being read as JSON; null where nothing does. */
const unreadable = ({ headers }: Request): Problem | null => {
  const encoding = headers.get('content-encoding')
  if (encoding !== null && encoding.toLowerCase() !== 'identity') {
    return problem(415, `the body is encoded as ${encoding}; it is taken only as it is`, {
      target: 'Content-Encoding',
    })
  }
  return isJson(headers.get('content-type') ?? '')
    ? null
    : problem(415, 'the body is to be application/json', { target: 'Content-Type' })
}

/** The JSON of a body; none where there is no body. */
export const jsonOf =
  (request: Request, limit: number): TE.TaskEither<Problem, O.Option<unknown>> =>
  async () => {
    const bytes = await bytesOf(request, limit)()
    if (E.isLeft(bytes)) return bytes
    if (bytes.right.length === 0) return E.right(O.none)
    const refusal = unreadable(request)
    if (refusal !== null) return E.left(refusal)
    const text = decoded(bytes.right)
    return E.isLeft(text) ? text : E.map(O.some)(parsed(text.right))
  }
