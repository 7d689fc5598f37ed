// Creates sessions, each once, however often its request is repeated.
import { isDeepStrictEqual } from 'node:util'
import * as E from 'fp-ts/lib/Either.js'
import type { IO } from 'fp-ts/lib/IO.js'
import { type DateTimeOffset, isPresent } from '../../codec/index.js'
import {
  type CreateSessionRequest,
  computedProperties,
  type ExactMatchSession,
  withoutComputed,
} from '../../model/index.js'
import { orNotFound } from '../changes/change.js'
import { requestTrigger } from '../changes/trigger.js'
import { idempotencyKeyReused, idTaken, type ServiceError } from '../serviceError.js'
import type { NewSessionRequest, SessionService } from '../sessionService.js'
import type { NewSession, SessionStore, StoredSession } from '../store/sessionStore.js'
import { fingerprintOf } from './fingerprint.js'
import type { IdempotencyKey, IdempotencyKeys } from './idempotencyKeys.js'
import { newSession, type SessionDefaults } from './newResource.js'

/** What creation needs. */
export interface CreationDeps extends Pick<SessionDefaults, 'uploadUri'> {
  readonly store: SessionStore
  readonly now: IO<DateTimeOffset>
  readonly newId: IO<string>
  readonly idempotencyKeys: IdempotencyKeys
}

type Created = Promise<E.Either<ServiceError, StoredSession>>

/**
 * Whether a request asks for the session that exists: what the client sets is the same, and so is every computed property
 * that the request states.
 */
const isRepetition = (
  request: CreateSessionRequest,
  session: ExactMatchSession,
  existing: ExactMatchSession,
): boolean => {
  // A number of jobs that the request leaves open may have become known since.
  const totalJobCount = session.totalJobCount ?? existing.totalJobCount ?? null
  return (
    isDeepStrictEqual(withoutComputed({ ...session, totalJobCount }), withoutComputed(existing)) &&
    computedProperties.every(
      (name) => !isPresent(request[name]) || isDeepStrictEqual(request[name], existing[name]),
    )
  )
}

/** Adds a session, or gives the one that exists if this request made it. */
const addOnce = async (
  store: SessionStore,
  added: NewSession,
  isMadeBy: (existing: ExactMatchSession) => boolean,
): Created => {
  const created = await store.create(added)()
  if (E.isLeft(created)) return created
  if (created.right !== null) return E.right(created.right)
  const existing = await store.get(added.key)()
  if (E.isLeft(existing)) return existing
  // It was removed between the two calls.
  if (existing.right === null) return addOnce(store, added, isMadeBy)
  return isMadeBy(existing.right.session) ? E.right(existing.right) : E.left(idTaken('session', added.key.id))
}

/** The two use cases that add a session. */
export const creationOf = ({
  store,
  now,
  newId,
  uploadUri,
  idempotencyKeys,
}: CreationDeps): Pick<SessionService, 'create' | 'import'> => {
  const sessionOf = ({ datastoreId, request, principal }: NewSessionRequest, id: string) => {
    const at = now()
    const trigger = requestTrigger('create', at, principal)
    return newSession(request, { datastoreId, id, uid: newId(), at, trigger, uploadUri })
  }

  const add = ({ request }: NewSessionRequest, added: NewSession): Created =>
    addOnce(store, added, (existing) => isRepetition(request, added.session, existing))

  /** Reserves the id of the session before it is created, so that requests at the same time agree on one. */
  const addReserved = async (
    request: NewSessionRequest,
    added: NewSession,
    { value, seconds }: IdempotencyKey,
  ): Created => {
    const { datastoreId, id } = added.key
    const [key, fingerprint] = await Promise.all([
      fingerprintOf(value),
      fingerprintOf([datastoreId, request.request]),
    ])
    const reserved = await idempotencyKeys.reserve(key, { fingerprint, id, isCreated: false }, seconds)()
    if (E.isLeft(reserved)) return reserved
    const reservation = reserved.right
    if (reservation.fingerprint !== fingerprint) return E.left(idempotencyKeyReused)
    const ref = { datastoreId, id: reservation.id }
    if (reservation.isCreated) return orNotFound(ref, store.get(ref))()
    const session = reservation.id === id ? E.right(added) : sessionOf(request, reservation.id)
    if (E.isLeft(session)) return session
    // Only this key has the id, unless the client chose it.
    const isMadeByKey = request.request.id === undefined
    const created = isMadeByKey
      ? await addOnce(store, session.right, () => true)
      : await add(request, session.right)
    if (E.isRight(created)) await idempotencyKeys.confirm(key)()
    return created
  }

  return {
    create:
      ({ idempotencyKey, ...rest }) =>
      async () => {
        const request = { ...rest, request: withoutComputed(rest.request) }
        const session = sessionOf(request, newId())
        if (E.isLeft(session)) return session
        return idempotencyKey === undefined
          ? add(request, session.right)
          : addReserved(request, session.right, idempotencyKey)
      },
    import:
      ({ session: request, ...rest }) =>
      async () => {
        const session = sessionOf({ ...rest, request }, newId())
        return E.isLeft(session) ? session : add({ ...rest, request }, session.right)
      },
  }
}
