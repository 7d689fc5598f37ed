// The session of an upload URI, with its blocks: the URI permits this as long as it has not been replaced or expired.
import * as E from 'fp-ts/lib/Either.js'
import { DateTimeOffset, dateTimeOffsetOrd } from '../../../codec/index.js'
import type { Block, StoredSession } from '../../../service/index.js'
import type { Deps } from '../../deps.js'
import type { RequestContext } from '../../operation.js'
import { type Problem, problem } from '../../problem.js'
import { queryParametersOf } from '../../request/queryParameters.js'
import { serviceProblem } from '../../serviceProblem.js'
import { sessionKeyOf } from '../sessions/sessionRef.js'
import { isUriOf } from './uploadBlock.js'

/** A session, and the blocks that have arrived. */
export interface UploadSession extends StoredSession {
  readonly blocks: ReadonlyArray<Block>
}

/** The size of some blocks in bytes. */
export const sizeOf = (blocks: ReadonlyArray<Block>): number =>
  blocks.reduce((sum, { size = 0 }) => sum + size, 0)

const replaced = problem(403, 'the session has another upload URI now; read the session to get it')

const expired = problem(403, 'the upload URI has expired; renew the session first')

/** The session; left: 403 or 404. */
export const storedSessionOf = async (
  { service, now }: Deps,
  context: RequestContext,
): Promise<E.Either<Problem, StoredSession>> => {
  const stored = await service.get(sessionKeyOf(context))()
  if (E.isLeft(stored)) return E.left(serviceProblem(stored.left))
  if (!isUriOf(context.request)(stored.right.session.dataUploadURI ?? null)) return E.left(replaced)
  // The signature covers it.
  const expiry = queryParametersOf(context.request).get('se')
  return DateTimeOffset.is(expiry) && dateTimeOffsetOrd.compare(now(), expiry) >= 0 ? E.left(expired) : stored
}

/** The session with its blocks; left: 403 or 404. */
export const uploadSessionOf = async (
  deps: Deps,
  context: RequestContext,
): Promise<E.Either<Problem, UploadSession>> => {
  const stored = await storedSessionOf(deps, context)
  if (E.isLeft(stored)) return stored
  const blocks = await deps.service.blocksOf(sessionKeyOf(context))()
  return E.isLeft(blocks)
    ? E.left(serviceProblem(blocks.left))
    : E.right({ ...stored.right, blocks: blocks.right })
}
