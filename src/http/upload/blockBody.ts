// The content of a block in the body of a request, in chunks: framed or not, and not empty, with the checksum of its
// headers.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import { type Problem, problem } from '../problem.js'
import { arrivingBody, type BodyLimits, BodyRefused } from './arrivingBody.js'
import { checksumOf, type ExpectedChecksum } from './checksum.js'
import { type Structure, structuredContent, structureOf } from './structuredBody.js'

/** A body that is to be read. */
export interface BlockBody {
  /** To be read once; reading rejects with `BodyRefused`. */
  readonly chunks: AsyncIterable<Uint8Array>
  /** The headers of a response to a body that was right. */
  readonly headers: Readonly<Record<string, string>>
}

const empty = problem(400, 'the block is empty', {
  blobCode: 'InvalidHeaderValue',
  target: 'Content-Length',
})

const checkedTwice = problem(400, 'a structured body has its checksums in itself; send none in a header', {
  blobCode: 'InvalidHeaderValue',
  target: 'x-ms-structured-body',
})

/** By hand: a generator costs several times as much for each chunk. */
const checked = (
  content: AsyncIterableIterator<Uint8Array>,
  checksum: ExpectedChecksum,
): AsyncIterableIterator<Uint8Array> => {
  let size = 0
  const chunks: AsyncIterableIterator<Uint8Array> = {
    [Symbol.asyncIterator]: () => chunks,
    next: async () => {
      const next = await content.next()
      if (next.done === true) {
        const refused = size === 0 ? empty : checksum.mismatch()
        if (refused !== null) throw new BodyRefused(refused)
        return next
      }
      size += next.value.length
      checksum.update(next.value)
      return next
    },
    return: async (value) => {
      await content.return?.()
      return { done: true, value }
    },
  }
  return chunks
}

/** The content that its headers announce; left: 400, and nothing of the body is read. */
export const blockBody = (request: Request, limits: BodyLimits): E.Either<Problem, BlockBody> =>
  pipe(
    E.Do,
    E.bind('structure', (): E.Either<Problem, Structure | null> => structureOf(request.headers)),
    E.bind('checksum', () => checksumOf(request.headers)),
    E.filterOrElse(
      ({ structure, checksum }) => structure === null || checksum.isNone,
      () => checkedTwice,
    ),
    E.map(({ structure, checksum }) => {
      const body = arrivingBody(request, limits)
      const content = structure === null ? body : structuredContent(body, structure)
      return {
        chunks: checked(content, checksum),
        headers: { ...structure?.headers, ...checksum.headers },
      }
    }),
  )
