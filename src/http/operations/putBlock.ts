// PUT {dataUploadURI}&comp=block&blockid=…, the request Put Block of Azure's blob storage.
// https://learn.microsoft.com/rest/api/storageservices/put-block
import * as E from 'fp-ts/lib/Either.js'
import type { Deps } from '../deps.js'
import type { Operation } from '../operation.js'
import { type Problem, problem } from '../problem.js'
import { queryParametersOf } from '../request/queryParameters.js'
import { serviceProblem } from '../serviceProblem.js'
import { byteLengthOf } from '../upload/base64.js'
import { BodyRefused, blockBody } from '../upload/blockBody.js'
import { checksumOf } from '../upload/checksum.js'
import { signatureIn } from '../upload/uploadUri.js'
import { sessionKeyOf } from './sessions/sessionRef.js'

/** "Prior to encoding, the string must be less than or equal to 64 bytes in size." */
const maxBlockIdBytes = 64

const invalidParameter = (message: string, target: string): Problem =>
  problem(400, message, { blobCode: 'InvalidQueryParameterValue', target })

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

/** The signature has been checked already; here, that it is still the session's. */
export const putBlock =
  ({ service, limits }: Deps): Operation =>
  async (context) => {
    const { request } = context
    const parameters = queryParametersOf(request)
    const id = blockIdOf(parameters)
    if (E.isLeft(id)) return id
    const checksum = checksumOf(request.headers)
    if (E.isLeft(checksum)) return checksum
    const signature = parameters.get('sig')
    const uploaded = await service.uploadBlock({
      ...sessionKeyOf(context),
      blockId: id.right,
      chunks: blockBody(request, checksum.right, {
        maxBytes: limits.blockBytes,
        patience: limits.duration,
        waitFor: context.waitFor,
      }),
      uploadedVia: (uri) => uri !== null && signatureIn(uri) === signature,
    })()
    if (E.isRight(uploaded)) {
      return E.right({
        status: 201,
        headers: { 'x-ms-request-server-encrypted': 'false', ...checksum.right.headers },
      })
    }
    const error = uploaded.left
    return error.code === 'contentUnreadable' && error.cause instanceof BodyRefused
      ? E.left(error.cause.problem)
      : E.left(serviceProblem(error))
  }
