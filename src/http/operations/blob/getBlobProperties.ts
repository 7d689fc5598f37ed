// HEAD {dataUploadURI}, the request Get Blob Properties of Azure's blob storage: the upload exists once all its blocks
// have arrived. What was uploaded can't be read back here.
// https://learn.microsoft.com/rest/api/storageservices/get-blob-properties
import * as E from 'fp-ts/lib/Either.js'
import type { Deps } from '../../deps.js'
import type { Operation } from '../../operation.js'
import { problem } from '../../problem.js'
import { blobHeaders } from './blobHeaders.js'
import { sizeOf, uploadSessionOf } from './uploadSession.js'

const notReadable = problem(405, 'GET is not allowed for an upload URI: it permits to upload, not to read', {
  headers: { allow: 'HEAD, PUT, OPTIONS' },
})

export const getBlobProperties =
  (deps: Deps): Operation =>
  async (context) => {
    if (context.request.method !== 'HEAD') return E.left(notReadable)
    const found = await uploadSessionOf(deps, context)
    if (E.isLeft(found)) return found
    const { session, blocks } = found.right
    const { remainingBlockCount: remaining } = session
    if (remaining !== 0) {
      return E.left(problem(404, `${remaining} blocks have not arrived yet`, { blobCode: 'BlobNotFound' }))
    }
    return E.right({
      status: 200,
      headers: {
        ...blobHeaders(found.right),
        'content-type': 'application/octet-stream',
        'content-length': String(sizeOf(blocks)),
        'x-ms-blob-type': 'BlockBlob',
        'x-ms-server-encrypted': 'false',
      },
    })
  }
