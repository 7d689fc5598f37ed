// The body of a request: no more of it than is allowed, and JSON where JSON is asked for.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as O from 'fp-ts/lib/Option.js'
import * as T from 'fp-ts/lib/Task.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { type Problem, problem } from './problem.js'

const tooLarge = (limit: number): Problem =>
  problem(413, `the body is larger than the ${limit} bytes that are taken here`)

const brokenOff = problem(400, 'the body broke off')

/** All of a body whose length nobody told, unless it grows too long. */
const gathered = async (
  stream: ReadableStream<Uint8Array>,
  limit: number,
): Promise<E.Either<Problem, Uint8Array<ArrayBuffer>>> => {
  const chunks: Array<Uint8Array> = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.length
    if (size > limit) return E.left(tooLarge(limit))
    chunks.push(chunk)
  }
  const bytes = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return E.right(bytes)
}

/** All of a body that tells its length, which the server holds it to. */
const whole = async (
  request: Request,
  limit: number,
): Promise<E.Either<Problem, Uint8Array<ArrayBuffer>>> => {
  const bytes = new Uint8Array(await request.arrayBuffer())
  return bytes.length > limit ? E.left(tooLarge(limit)) : E.right(bytes)
}

/** The bytes of a body; one that is told to be too large is not even begun. */
export const bytesOf =
  (request: Request, limit: number): TE.TaskEither<Problem, Uint8Array<ArrayBuffer>> =>
  async () => {
    const told = request.headers.get('content-length')
    if (told !== null && Number(told) > limit) return E.left(tooLarge(limit))
    const { body } = request
    if (body === null) return E.right(new Uint8Array())
    try {
      return await (told === null ? gathered(body, limit) : whole(request, limit))
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

const parsed = (bytes: Uint8Array): E.Either<Problem, unknown> =>
  pipe(
    E.tryCatch(
      () => decoder.decode(bytes),
      () => problem(400, 'the body is not UTF-8'),
    ),
    E.flatMap((text) =>
      E.tryCatch(
        (): unknown => JSON.parse(text),
        () => problem(400, 'the body is not JSON'),
      ),
    ),
  )

const unlessEncoded = ({ headers }: Request): E.Either<Problem, void> => {
  const encoding = headers.get('content-encoding')
  return encoding === null || encoding.toLowerCase() === 'identity'
    ? E.right(undefined)
    : E.left(
        problem(415, `the body is encoded as ${encoding}; it is taken only as it is`, {
          target: 'Content-Encoding',
        }),
      )
}

const unlessOtherType = ({ headers }: Request): E.Either<Problem, void> =>
  isJson(headers.get('content-type') ?? '')
    ? E.right(undefined)
    : E.left(problem(415, 'the body is to be application/json', { target: 'Content-Type' }))

/** The JSON of a body; none where there is no body. */
export const jsonOf = (request: Request, limit: number): TE.TaskEither<Problem, O.Option<unknown>> =>
  pipe(
    bytesOf(request, limit),
    T.map(
      E.flatMap((bytes) =>
        bytes.length === 0
          ? E.right(O.none)
          : pipe(
              unlessEncoded(request),
              E.flatMap(() => unlessOtherType(request)),
              E.flatMap(() => parsed(bytes)),
              E.map(O.some),
            ),
      ),
    ),
  )
