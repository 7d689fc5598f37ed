// Which session a request is for, and in which revision.
import * as E from 'fp-ts/lib/Either.js'
import type { SessionKey, SessionRef } from '../../../service/index.js'
import { parseIfMatch } from '../../odata/entityTag.js'
import type { RequestContext } from '../../operation.js'
import { type Problem, problem } from '../../problem.js'

/** The session of the path. */
export const sessionKeyOf = ({ parameter }: RequestContext): SessionKey => ({
  datastoreId: parameter('datastoreId'),
  id: parameter('id'),
})

/** On whose behalf a use case runs. */
export const principalOf = ({ caller }: RequestContext): Pick<SessionRef, 'principal'> =>
  caller === null ? {} : { principal: caller.principal }

/** The session of the path, the caller and the revisions of If-Match. Left: 400, for If-None-Match and for a malformed header. */
export const sessionRefOf = (context: RequestContext): E.Either<Problem, SessionRef> => {
  const { headers } = context.request
  const ref = { ...sessionKeyOf(context), ...principalOf(context) }
  if (headers.has('if-none-match')) {
    return E.left(problem(400, 'If-None-Match is allowed only with GET', { target: 'If-None-Match' }))
  }
  const header = headers.get('if-match')
  if (header === null) return E.right(ref)
  const tags = parseIfMatch('If-Match', header)
  if (E.isLeft(tags)) return tags
  return E.right(tags.right === 'any' ? ref : { ...ref, revisions: tags.right })
}
