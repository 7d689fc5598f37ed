// PUT {dataUploadURI} without comp, the request Put Blob of Azure's blob storage, which its clients send for a small
// file: the only block of a session of one. https://learn.microsoft.com/rest/api/storageservices/put-blob
import * as E from 'fp-ts/lib/Either.js'
import type { Deps } from '../../deps.js'
import type { Operation } from '../../operation.js'
import { problem } from '../../problem.js'
import { blobHeaders } from './blobHeaders.js'
import { uploadBlock } from './uploadBlock.js'
import { storedSessionOf } from './uploadSession.js'

/** The id of the only block: the base64 of three zeros. */
const onlyBlock = 'AAAA'

const notBlockBlob = problem(400, 'x-ms-blob-type: BlockBlob was expected', {
  blobCode: 'InvalidHeaderValue',
  target: 'x-ms-blob-type',
})

export const putBlob =
  (deps: Deps): Operation =>
  async (context) => {
    if (context.request.headers.get('x-ms-blob-type') !== 'BlockBlob') return E.left(notBlockBlob)
    const stored = await storedSessionOf(deps, context)
    if (E.isLeft(stored)) return stored
    const { totalBlockCount: total } = stored.right.session
    if (total !== 1) {
      const message = `Put Blob sends one block, and the session expects ${total}; send each by Put Block`
      return E.left(problem(409, message))
    }
    return uploadBlock(deps, context, onlyBlock, blobHeaders)
  }
