// PUT {dataUploadURI}&comp=block&blockid=…, the request Put Block of Azure's blob storage. The id and the digest of the
// block are kept, its content is not. https://learn.microsoft.com/rest/api/storageservices/put-block
import * as E from 'fp-ts/lib/Either.js'
import type { Deps } from '../deps.js'
import type { Operation } from '../operation.js'
import { type Problem, problem } from '../problem.js'
import { queryParametersOf } from '../request/queryParameters.js'
import { serviceProblem } from '../serviceProblem.js'
import { base64, byteLengthOf } from '../upload/base64.js'
import { verifyChecksums } from '../upload/checksum.js'
import { signatureIn } from '../upload/uploadUri.js'
import { sessionKeyOf } from './sessions/sessionRef.js'

/** "Prior to encoding, the string must be less than or equal to 64 bytes in size." */
const maxBlockIdBytes = 64

const invalidParameter = (message: string, target: string): Problem =>
  problem(400, message, { blobCode: 'InvalidQueryParameterValue', target })

const emptyBlock = problem(400, 'the block is empty', {
  blobCode: 'InvalidHeaderValue',
  target: 'Content-Length',
})

/** The id of the block as it was sent. URLSearchParams decodes a `+`, which base64 contains, as a space. */
const blockIdOf = (parameters: URLSearchParams): E.Either<Problem, string> => {
  if (parameters.get('comp') !== 'block') {
    return E.left(invalidParameter('expected comp=block: only Put Block is supported', 'comp'))
  }
  const id = (parameters.get('blockid') ?? '').replaceAll(' ', '+')
  const length = byteLengthOf(id)
  return length === null || length < 1 || length > maxBlockIdBytes
    ? E.left(invalidParameter(`blockid is not the base64 of 1 to ${maxBlockIdBytes} bytes`, 'blockid'))
    : E.right(id)
}

const digestOf = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> =>
  base64(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))

/** The signature has been checked before the body was read; here, that it is still the session's. */
export const putBlock =
  ({ service }: Deps): Operation =>
  async (context) => {
    const { request, body } = context
    const parameters = queryParametersOf(request)
    const id = blockIdOf(parameters)
    if (E.isLeft(id)) return id
    if (body.length === 0) return E.left(emptyBlock)
    const checksums = verifyChecksums(request.headers, body)
    if (E.isLeft(checksums)) return checksums
    const signature = parameters.get('sig')
    const acknowledged = await service.acknowledgeBlock({
      ...sessionKeyOf(context),
      block: { id: id.right, digest: await digestOf(body) },
      uploadedVia: (uri) => uri !== null && signatureIn(uri) === signature,
    })()
    if (E.isLeft(acknowledged)) return E.left(serviceProblem(acknowledged.left))
    return E.right({
      status: 201,
      headers: { 'x-ms-request-server-encrypted': 'false', ...checksums.right },
    })
  }
