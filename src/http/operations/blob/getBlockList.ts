// GET {dataUploadURI}&comp=blocklist, the request Get Block List of Azure's blob storage: which blocks have arrived, so
// that a client that lost its memory sends the rest. Blocks are uncommitted until the session is committed.
// https://learn.microsoft.com/rest/api/storageservices/get-block-list
import * as E from 'fp-ts/lib/Either.js'
import { sessionStates } from '../../../model/index.js'
import type { Deps } from '../../deps.js'
import type { Operation } from '../../operation.js'
import { problem } from '../../problem.js'
import { queryParametersOf } from '../../request/queryParameters.js'
import { blockListXml } from '../../upload/blockListXml.js'
import { blobHeaders } from './blobHeaders.js'
import { sizeOf, uploadSessionOf } from './uploadSession.js'

const committedStates: ReadonlySet<string> = new Set([
  sessionStates.processing.wire,
  sessionStates.completed.wire,
])

const invalidType = problem(400, 'blocklisttype is not committed, uncommitted or all', {
  blobCode: 'InvalidQueryParameterValue',
  target: 'blocklisttype',
})

export const getBlockList =
  (deps: Deps): Operation =>
  async (context) => {
    const type = queryParametersOf(context.request).get('blocklisttype') ?? 'committed'
    if (!['committed', 'uncommitted', 'all'].includes(type)) return E.left(invalidType)
    const found = await uploadSessionOf(deps, context)
    if (E.isLeft(found)) return found
    const { session, blocks } = found.right
    const isCommitted = committedStates.has(session.state ?? '')
    const [committed, uncommitted] = isCommitted ? [blocks, []] : [[], blocks]
    return E.right({
      status: 200,
      headers: {
        ...blobHeaders(found.right),
        'content-type': 'application/xml',
        'x-ms-blob-content-length': String(sizeOf(committed)),
      },
      body: blockListXml({
        ...(type === 'uncommitted' ? {} : { committed }),
        ...(type === 'committed' ? {} : { uncommitted }),
      }),
    })
  }
