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

async function* checked(
  content: AsyncIterable<Uint8Array>,
  checksum: ExpectedChecksum,
): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const chunk of content) {
    size += chunk.length
    checksum.update(chunk)
    yield chunk
  }
  const refused = size === 0 ? empty : checksum.mismatch()
  if (refused !== null) throw new BodyRefused(refused)
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
