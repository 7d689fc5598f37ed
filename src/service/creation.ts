// What comes into being: a session, a data store, an upload agent, each with what its creator left out filled in.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as RNEA from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import { type DateTimeOffset, isPresent } from '../codec/index.js'
import { initialSession, toResource } from '../machine/index.js'
import type { CreateSessionRequest, ExactMatchDataStore, ExactMatchUploadAgent } from '../model/index.js'
import { idFaults } from './identity.js'
import { faultless, type Invalid, invalid, type PropertyFault } from './serviceError.js'
import type { NewSession, SessionKey } from './sessionStore.js'

/** A data store that nobody has described. */
const bareDataStore = (id: string): ExactMatchDataStore & { readonly id: string } => ({
  '@odata.type': '#microsoft.graph.exactMatchDataStore',
  id,
  displayName: null,
  description: null,
  dataLastUpdatedDateTime: null,
  columns: null,
})

/** The data store of a create request. Its sessions are created each for itself. */
export const newDataStore = (
  request: ExactMatchDataStore,
  id: string,
): E.Either<Invalid, ExactMatchDataStore & { readonly id: string }> =>
  pipe(
    { ...bareDataStore(id), ...request, id: request.id ?? id },
    faultless([
      ...idFaults('/id', request.id),
      ...(isPresent(request.sessions)
        ? [{ path: '/sessions', message: 'sessions are created one by one, in the data store that is there' }]
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
    faultless(idFaults('/id', request.id)),
  )

/** What a session begins with that its create request may leave out. */
export interface Given {
  readonly datastoreId: string
  readonly id: string
  readonly at: DateTimeOffset
  readonly uploadUri: (key: SessionKey, at: DateTimeOffset) => string
}

/** What is wrong with where a session is to be, and with what it is to be called. */
const placeFaults = (
  { id, datastoreId }: CreateSessionRequest,
  given: Given,
): ReadonlyArray<PropertyFault> => [
  ...idFaults('/id', id),
  ...idFaults('/datastoreId', given.datastoreId),
  ...(isPresent(datastoreId) && datastoreId !== given.datastoreId
    ? [
        {
          path: '/datastoreId',
          message: `datastoreId is ${JSON.stringify(datastoreId)}, but the session is created in ${JSON.stringify(given.datastoreId)}`,
        },
      ]
    : []),
]

/** The session of a create request in a data store; left: every property that can't be so. */
export const newSession = (request: CreateSessionRequest, given: Given): E.Either<Invalid, NewSession> => {
  const { datastoreId, at } = given
  const key = { datastoreId, id: request.id ?? given.id }
  const dataUploadURI = request.dataUploadURI ?? given.uploadUri(key, at)
  const begun = initialSession({ id: key.id, at, request: { ...request, datastoreId, dataUploadURI } })
  const faults = placeFaults(request, given)
  return E.isLeft(begun)
    ? E.left(invalid(RNEA.concat<PropertyFault>(begun.left)(faults)))
    : faultless(faults)({ key, session: toResource(begun.right), dataStore: bareDataStore(datastoreId) })
}
