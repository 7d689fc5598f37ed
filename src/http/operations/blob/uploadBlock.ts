// The upload of one block, by Put Block or Put Blob.
import * as E from 'fp-ts/lib/Either.js'
import type { StoredSession } from '../../../service/index.js'
import type { Deps } from '../../deps.js'
import type { RequestContext, Result } from '../../operation.js'
import type { Problem } from '../../problem.js'
import { queryParametersOf } from '../../request/queryParameters.js'
import { serviceProblem } from '../../serviceProblem.js'
import { BodyRefused } from '../../upload/arrivingBody.js'
import { blockBody } from '../../upload/blockBody.js'
import { signatureIn } from '../../upload/uploadUri.js'
import { sessionKeyOf } from '../sessions/sessionRef.js'

/** Whether a session's URI is the one of a request, whose signature has been checked already. */
export const isUriOf = (request: Request): ((uri: string | null) => boolean) => {
  const signature = queryParametersOf(request).get('sig')
  return (uri) => uri !== null && signatureIn(uri) === signature
}

/** Uploads the body of a request as a block; the response has the headers that `headersOf` makes of the session after it. */
export const uploadBlock = async (
  { service, limits }: Deps,
  context: RequestContext,
  blockId: string,
  headersOf: (stored: StoredSession) => Readonly<Record<string, string>> = () => ({}),
): Promise<E.Either<Problem, Result>> => {
  const { request, waitFor, incoming } = context
  const body = blockBody(request, { maxBytes: limits.blockBytes, waitFor, incoming })
  if (E.isLeft(body)) return body
  const uploaded = await service.uploadBlock({
    ...sessionKeyOf(context),
    blockId,
    chunks: body.right.chunks,
    uploadedVia: isUriOf(request),
    hasUniformIds: true,
  })()
  if (E.isRight(uploaded)) {
    return E.right({
      status: 201,
      headers: {
        'content-length': '0',
        'x-ms-request-server-encrypted': 'false',
        ...headersOf(uploaded.right),
        ...body.right.headers,
      },
    })
  }
  const { left: error } = uploaded
  return E.left(
    error.code === 'contentUnreadable' && error.cause instanceof BodyRefused
      ? error.cause.problem
      : serviceProblem(error),
  )
}
