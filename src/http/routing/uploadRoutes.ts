// The requests of an upload URI: those of Azure's blob storage that its clients need to upload a file.
import * as E from 'fp-ts/lib/Either.js'
import type { Deps } from '../deps.js'
import type { Operation, Route } from '../operation.js'
import { getBlobProperties } from '../operations/blob/getBlobProperties.js'
import { getBlockList } from '../operations/blob/getBlockList.js'
import { putBlob } from '../operations/blob/putBlob.js'
import { putBlock } from '../operations/blob/putBlock.js'
import { putBlockList } from '../operations/blob/putBlockList.js'
import { problem } from '../problem.js'
import { queryParametersOf } from '../request/queryParameters.js'
import type { UploadPart } from './path.js'

/** comp=lease, comp=metadata and the like. */
export const unsupportedPart: Operation = async ({ request }) => {
  const comp = JSON.stringify(queryParametersOf(request).get('comp'))
  return E.left(
    problem(400, `comp is ${comp}; block, blocklist or none was expected`, {
      blobCode: 'InvalidQueryParameterValue',
      target: 'comp',
    }),
  )
}

/** The operations on each part. */
export const uploadRoutesOf = (deps: Deps): ReadonlyArray<readonly [part: UploadPart, route: Route]> => [
  ['block', { PUT: ['putBlock', putBlock(deps)] }],
  ['blocklist', { PUT: ['putBlockList', putBlockList(deps)], GET: ['getBlockList', getBlockList(deps)] }],
  ['blob', { PUT: ['putBlob', putBlob(deps)], GET: ['getBlobProperties', getBlobProperties(deps)] }],
]
