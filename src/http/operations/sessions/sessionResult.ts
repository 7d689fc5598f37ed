// Sessions in results.
import { isPresent } from '../../../codec/index.js'
import { ExactMatchSession, withNaming } from '../../../model/index.js'
import type { StoredSession } from '../../../service/index.js'
import type { Deps } from '../../deps.js'
import { entityTagOf } from '../../odata/entityTag.js'
import type { ODataQuery } from '../../odata/odataQuery.js'
import { parsePrefer } from '../../odata/prefer.js'
import type { RequestContext, Result } from '../../operation.js'
import { sessionUrl } from '../../routing/path.js'
import { uploadUriAt } from '../../upload/uploadUri.js'

const codecs = {
  'v1.0': withNaming('v1.0')(ExactMatchSession),
  beta: withNaming('beta')(ExactMatchSession),
} as const

/** The properties of `$select`, and the type annotation. */
const select = (session: ExactMatchSession, names: ODataQuery['select']): ExactMatchSession =>
  names === null
    ? session
    : Object.fromEntries(
        Object.entries(session).filter(
          ([name]) => name === '@odata.type' || names.some((selected) => selected === name),
        ),
      )

/** A session as JSON, with its entity tag, in the naming convention of the API or of the path. */
export const encodeSession = (
  { naming, publicUrlOf, uploadUris }: Deps,
  { request, parameter, prefix }: RequestContext,
  { session, revision }: StoredSession,
  names: ODataQuery['select'] = null,
): string => {
  const { dataUploadURI } = session
  const key = { datastoreId: parameter('datastoreId'), id: session.id ?? '' }
  const addressed = isPresent(dataUploadURI)
    ? { ...session, dataUploadURI: uploadUriAt(publicUrlOf(request), key, dataUploadURI, uploadUris) }
    : session
  const codec = codecs[naming ?? (prefix === '/beta' ? 'beta' : 'v1.0')]
  return JSON.stringify({
    '@odata.etag': entityTagOf(revision),
    ...codec.encode(select(addressed, names)),
  })
}

/** No content; the result of an action that returns nothing. */
export const noContent = ({ revision }: StoredSession): Result => ({
  status: 204,
  headers: { etag: entityTagOf(revision) },
})

/** A created or changed session, or no content where the client prefers `return=minimal` (RFC 7240, 4.2). */
export const sessionResult = (
  deps: Deps,
  context: RequestContext,
  status: 200 | 201,
  stored: StoredSession,
): Result => {
  const { session, revision } = stored
  const datastoreId = context.parameter('datastoreId')
  const url = sessionUrl(deps.publicUrlOf(context.request) + context.prefix, {
    datastoreId,
    id: session.id ?? '',
  })
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
    : { status, headers, body: encodeSession(deps, context, stored) }
}
