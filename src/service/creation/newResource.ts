// New entities: what a create request says, with what it leaves out filled in.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as RNEA from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import { type DateTimeOffset, isPresent } from '../../codec/index.js'
import { initialSession, toResource } from '../../machine/index.js'
import type { CreateSessionRequest, ExactMatchDataStore, ExactMatchUploadAgent } from '../../model/index.js'
import type { Trigger } from '../changes/trigger.js'
import { idIssues } from '../ids.js'
import { lengthIssues } from '../lengths.js'
import { type Invalid, invalid, type PropertyIssue } from '../serviceError.js'
import type { NewSession, SessionKey } from '../store/sessionStore.js'
import { validate } from '../validate.js'

/** A data store of which only the id is known. */
const bareDataStore = (id: string): ExactMatchDataStore & { readonly id: string } => ({
  '@odata.type': '#microsoft.graph.exactMatchDataStore',
  id,
  displayName: null,
  description: null,
  dataLastUpdatedDateTime: null,
  columns: null,
})

/** The data store of a create request, which may not contain sessions. */
export const newDataStore = (
  request: ExactMatchDataStore,
  id: string,
): E.Either<Invalid, ExactMatchDataStore & { readonly id: string }> =>
  pipe(
    { ...bareDataStore(id), ...request, id: request.id ?? id },
    validate([
      ...idIssues('/id', request.id),
      ...(isPresent(request.sessions)
        ? [{ path: '/sessions', message: 'create the data store first, then its sessions one by one' }]
        : []),
    ]),
  )

/** The upload agent of a create request. */
export const newUploadAgent = (
  request: ExactMatchUploadAgent,
  id: string,
  at: DateTimeOffset,
): E.Either<Invalid, ExactMatchUploadAgent & { readonly id: string }> =>
  pipe(
    {
      '@odata.type': '#microsoft.graph.exactMatchUploadAgent' as const,
      description: null,
      ...request,
      id: request.id ?? id,
      creationDateTime: request.creationDateTime ?? at,
    },
    validate(idIssues('/id', request.id)),
  )

/** What a new session needs beside its create request. */
export interface SessionDefaults {
  readonly datastoreId: string
  readonly id: string
  readonly uid: string
  readonly at: DateTimeOffset
  readonly trigger: Trigger
  readonly uploadUri: (key: SessionKey, at: DateTimeOffset) => string
}

/** The issues of the session's id and of its data store's. */
const keyIssues = (
  { id, datastoreId }: CreateSessionRequest,
  defaults: SessionDefaults,
): ReadonlyArray<PropertyIssue> => [
  ...idIssues('/id', id),
  ...idIssues('/datastoreId', defaults.datastoreId),
  ...(isPresent(datastoreId) && datastoreId !== defaults.datastoreId
    ? [
        {
          path: '/datastoreId',
          message: `datastoreId is ${JSON.stringify(datastoreId)}, but the session is created in ${JSON.stringify(defaults.datastoreId)}`,
        },
      ]
    : []),
]

/** The session of a request, as it stands; left: every issue of the request. */
export const newSession = (
  request: CreateSessionRequest,
  defaults: SessionDefaults,
): E.Either<Invalid, NewSession> => {
  const { datastoreId, uid, at, trigger } = defaults
  const key = { datastoreId, id: request.id ?? defaults.id }
  const dataUploadURI = request.dataUploadURI ?? defaults.uploadUri(key, at)
  const record = initialSession({ id: key.id, at, request: { ...request, datastoreId, dataUploadURI } })
  const issues = keyIssues(request, defaults)
  if (E.isLeft(record)) return E.left(invalid(RNEA.concat<PropertyIssue>(record.left)(issues)))
  const session = toResource(record.right)
  return validate([...issues, ...lengthIssues(session)])({
    key,
    uid,
    session,
    trigger,
    dataStore: bareDataStore(datastoreId),
  })
}
