// Sessions in results.
import { ExactMatchSession, type NamingConvention, withNaming } from '../../../model/index.js'
import type { StoredSession } from '../../../service/index.js'
import type { Deps } from '../../deps.js'
import { entityTagOf } from '../../odata/entityTag.js'
import type { ODataQuery } from '../../odata/odataQuery.js'
import { parsePrefer } from '../../odata/prefer.js'
import type { RequestContext, Result } from '../../operation.js'
import { sessionUrl } from '../../routing/path.js'

const codecs = {
  'v1.0': withNaming('v1.0')(ExactMatchSession),
  beta: withNaming('beta')(ExactMatchSession),
} as const

/** A session as JSON, in a naming convention. */
export const encodeSession = (naming: NamingConvention, session: ExactMatchSession): unknown =>
  codecs[naming].encode(session)

/** The properties of `$select`, and the type annotation. */
export const select = (session: ExactMatchSession, names: ODataQuery['select']): ExactMatchSession =>
  names === null
    ? session
    : Object.fromEntries(
        Object.entries(session).filter(
          ([name]) => name === '@odata.type' || names.some((selected) => selected === name),
        ),
      )

/** No content; the result of an action that returns nothing. */
export const noContent = ({ revision }: StoredSession): Result => ({
  status: 204,
  headers: { etag: entityTagOf(revision) },
})

/** A created or changed session, or no content where the client prefers `return=minimal` (RFC 7240, 4.2). */
export const sessionResult = (
  { naming, publicUrl }: Deps,
  context: RequestContext,
  status: 200 | 201,
  { session, revision }: StoredSession,
): Result => {
  const datastoreId = context.parameter('datastoreId')
  const url = sessionUrl(publicUrl + context.prefix, { datastoreId, id: session.id ?? '' })
  const preference = parsePrefer(context.request).return
  const isMinimal = preference === 'minimal'
  const headers = {
    etag: entityTagOf(revision),
    ...(isMinimal ? { 'odata-entityid': url } : {}),
    ...(status === 201 ? { location: url } : {}),
    ...(preference === null ? {} : { 'preference-applied': `return=${preference}` }),
  }
  return isMinimal
    ? { status: 204, headers }
    : { status, headers, body: JSON.stringify(encodeSession(naming, session)) }
}
