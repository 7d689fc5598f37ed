// What every action on a session does: checks query, body and preconditions, then calls its use case.
import * as E from 'fp-ts/lib/Either.js'
import type { SessionRef, StoredSession, UseCase } from '../../../service/index.js'
import { queryOf } from '../../odata/odataQuery.js'
import type { RequestContext } from '../../operation.js'
import type { Problem } from '../../problem.js'
import { expectNoParameters } from '../../request/requestBody.js'
import { serviceProblem } from '../../serviceProblem.js'
import { sessionRefOf } from './sessionRef.js'

/** The session after an action that has no parameters. */
export const runAction = async (
  change: UseCase<SessionRef, StoredSession>,
  context: RequestContext,
): Promise<E.Either<Problem, StoredSession>> => {
  const query = queryOf(context, [])
  if (E.isLeft(query)) return query
  const parameters = expectNoParameters(context)
  if (E.isLeft(parameters)) return parameters
  const ref = sessionRefOf(context)
  if (E.isLeft(ref)) return ref
  const stored = await change(ref.right)()
  return E.isLeft(stored) ? E.left(serviceProblem(stored.left)) : stored
}
