// PUT {dataUploadURI}&comp=block&blockid=…, the request Put Block of Azure's blob storage.
// https://learn.microsoft.com/rest/api/storageservices/put-block
import * as E from 'fp-ts/lib/Either.js'
import type { Deps } from '../../deps.js'
import type { Operation } from '../../operation.js'
import { type Problem, problem } from '../../problem.js'
import { queryParametersOf } from '../../request/queryParameters.js'
import { byteLengthOf } from '../../upload/base64.js'
import { uploadBlock } from './uploadBlock.js'

/** "Prior to encoding, the string must be less than or equal to 64 bytes in size." */
const maxBlockIdBytes = 64

const invalidId = problem(400, `blockid is not the base64 of 1 to ${maxBlockIdBytes} bytes`, {
  blobCode: 'InvalidQueryParameterValue',
  target: 'blockid',
})

/** The id of the block as it was sent. URLSearchParams decodes a `+`, which base64 contains, as a space. */
const blockIdOf = (parameters: URLSearchParams): E.Either<Problem, string> => {
  const id = (parameters.get('blockid') ?? '').replaceAll(' ', '+')
  const length = byteLengthOf(id)
  return length === null || length < 1 || length > maxBlockIdBytes ? E.left(invalidId) : E.right(id)
}

export const putBlock =
  (deps: Deps): Operation =>
  async (context) => {
    const id = blockIdOf(queryParametersOf(context.request))
    return E.isLeft(id) ? id : uploadBlock(deps, context, id.right)
  }
