// Put Block, as Azure's blob clients send it: `PUT <dataUploadURI>&comp=block&blockid=<base64>`. Of a block its id
// and its digest are kept, never its content. Azure, "Put Block".

import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { bytesOf } from '../body.js'
import type { Call, Operation } from '../exchange.js'
import { parametersOf } from '../odata/page.js'
import type { Parts } from '../parts.js'
import { type Problem, problem } from '../problem.js'
import { serviceProblem } from '../serviceProblem.js'
import { base64, byteLengthOf } from './base64.js'
import { checksumsOf } from './checksum.js'
import { signatureIn, type UploadUris } from './uploadUri.js'

const longestBlockId = 64

const wrongParameter = (message: string, target: string): Problem =>
  problem(400, message, { blobCode: 'InvalidQueryParameterValue', target })

/** The id of the block, in the spelling it came in. A form turns the `+` of base64 into a space. */
const blockIdOf = (parameters: URLSearchParams): E.Either<Problem, string> => {
  if (parameters.get('comp') !== 'block') {
    return E.left(wrongParameter('only comp=block is taken here: Put Block', 'comp'))
  }
  const id = (parameters.get('blockid') ?? '').replaceAll(' ', '+')
  const length = byteLengthOf(id)
  return length === null || length < 1 || length > longestBlockId
    ? E.left(wrongParameter(`blockid is not the base64 of 1 to ${longestBlockId} bytes`, 'blockid'))
    : E.right(id)
}

const unlessEmpty = (bytes: Uint8Array<ArrayBuffer>): E.Either<Problem, Uint8Array<ArrayBuffer>> =>
  bytes.length > 0
    ? E.right(bytes)
    : E.left(problem(400, 'the block is empty', { blobCode: 'InvalidHeaderValue', target: 'Content-Length' }))

const digestOf = (bytes: Uint8Array<ArrayBuffer>): TE.TaskEither<Problem, string> =>
  pipe(
    TE.fromTask<ArrayBuffer, Problem>(() => crypto.subtle.digest('SHA-256', bytes)),
    TE.map((digest) => base64(new Uint8Array(digest))),
  )

/** Takes blocks. Who holds the session's present upload URI may send them, and needs nothing else. */
export const putBlock =
  ({ service, limits }: Parts, uploadUris: UploadUris): Operation =>
  (call: Call) => {
    const { request, parameter } = call
    const session = { datastoreId: parameter('datastoreId'), id: parameter('id') }
    const parameters = parametersOf(call)
    const signature = parameters.get('sig') ?? ''
    return pipe(
      uploadUris.isGenuine(session, parameters)
        ? TE.fromEither(blockIdOf(parameters))
        : TE.left(problem(403, 'the signature of the upload URI is not valid')),
      TE.bindTo('id'),
      TE.bind('bytes', () => TE.flatMapEither(unlessEmpty)(bytesOf(request, limits.blockBytes))),
      TE.bind('checksums', ({ bytes }) => TE.fromEither(checksumsOf(request.headers, bytes))),
      TE.bind('digest', ({ bytes }) => digestOf(bytes)),
      TE.tap(({ id, digest }) =>
        pipe(
          service.acknowledgeBlock({
            ...session,
            block: { id, digest },
            uploadedVia: (uri) => uri !== null && signatureIn(uri) === signature,
          }),
          TE.mapLeft(serviceProblem),
        ),
      ),
      TE.map(({ checksums }) => ({
        status: 201 as const,
        headers: { 'x-ms-request-server-encrypted': 'false', ...checksums },
      })),
    )
  }
