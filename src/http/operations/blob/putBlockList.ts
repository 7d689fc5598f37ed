// PUT {dataUploadURI}&comp=blocklist, the request Put Block List of Azure's blob storage, with which its clients end an
// upload: every block that it names must have arrived. It changes nothing: the session's own commit follows it.
// https://learn.microsoft.com/rest/api/storageservices/put-block-list
import * as E from 'fp-ts/lib/Either.js'
import type { Deps } from '../../deps.js'
import type { Operation } from '../../operation.js'
import { problem } from '../../problem.js'
import { parseBlockList } from '../../upload/blockListXml.js'
import { blobHeaders } from './blobHeaders.js'
import { uploadSessionOf } from './uploadSession.js'

/** So many missing blocks are named. */
const maxNamed = 10

export const putBlockList =
  (deps: Deps): Operation =>
  async (context) => {
    const ids = parseBlockList(new TextDecoder().decode(context.body))
    if (E.isLeft(ids)) return ids
    const session = await uploadSessionOf(deps, context)
    if (E.isLeft(session)) return session
    const arrived = new Set(session.right.blocks.map(({ id }) => id))
    const missing = ids.right.filter((id) => !arrived.has(id))
    if (missing.length > 0) {
      const more = missing.length > maxNamed ? `, and ${missing.length - maxNamed} more` : ''
      const message = `these blocks have not arrived: ${missing.slice(0, maxNamed).join(', ')}${more}`
      return E.left(problem(400, message, { blobCode: 'InvalidBlockList' }))
    }
    return E.right({
      status: 201,
      headers: { ...blobHeaders(session.right), 'x-ms-request-server-encrypted': 'false' },
    })
  }
