// The use cases over a store.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { IO } from 'fp-ts/lib/IO.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { type DateTimeOffset, isPresent } from '../codec/index.js'
import type { ExactMatchDataStore, ExactMatchUploadAgent } from '../model/index.js'
import type { BlockStore } from './blocks/blockStore.js'
import { blockUseCases } from './blocks/blockUseCases.js'
import { createMemoryBlockStore } from './blocks/memoryBlockStore.js'
import { orNotFound } from './changes/change.js'
import { changesOf } from './changes/changes.js'
import { requestTrigger } from './changes/trigger.js'
import { updateRecord } from './changes/updateRecord.js'
import { creationOf } from './creation/creation.js'
import { createMemoryIdempotencyKeys, type IdempotencyKeys } from './creation/idempotencyKeys.js'
import { newDataStore, newUploadAgent } from './creation/newResource.js'
import { entitiesOf } from './entities.js'
import { withValidIds } from './ids.js'
import { type OnChange, type OnChangeError, subscriber } from './notifications/subscriber.js'
import { withNotifications } from './notifications/withNotifications.js'
import { maxPageBytes, validatePage, withPageLimit } from './paging.js'
import { notFound } from './serviceError.js'
import type { SessionService } from './sessionService.js'
import type { SessionKey, SessionStore } from './store/sessionStore.js'

/** What a new upload URI is made of. */
export interface UploadUriRequest extends SessionKey {
  /** The time of the request. */
  readonly at: DateTimeOffset
  /** A new id, so that no two URIs of a session are the same. */
  readonly nonce: string
}

/** The dependencies of a service. */
export interface SessionServiceOptions {
  readonly store: SessionStore
  /**
   * Where the bytes of blocks are kept; a store of sessions that outlives the process needs one that does so, too.
   * @defaultValue the memory of the process, up to 268,435,456 bytes
   */
  readonly blocks?: BlockStore
  /** The time; `systemClock`, for example. */
  readonly now: IO<DateTimeOffset>
  /** A new unique id, a GUID. */
  readonly newId: IO<string>
  /** A new upload URI. Its expiry should be the parameter `se`, as in Azure's shared access signatures. */
  readonly newUploadUri: (request: UploadUriRequest) => string
  /**
   * Where the keys of repeatable create requests are kept; several processes need one that they share.
   * @defaultValue the memory of the process
   */
  readonly idempotencyKeys?: IdempotencyKeys
  /**
   * The size of a page in bytes of JSON: one that reaches it ends, though it has fewer items than requested.
   * @defaultValue 2,097,152
   */
  readonly maxPageBytes?: number
  /**
   * Called after each change that this service makes, in the order of revisions for each session; no answer waits for
   * its promise. A process that ends may leave changes untold: with PostgreSQL, `deliverChanges` tells every change, of
   * all processes.
   */
  readonly onChange?: OnChange
  /** Called with what `onChange` throws or rejects with, for a log. */
  readonly onChangeError?: OnChangeError
}

/**
 * A service of sessions over a store.
 *
 * @example
 * import { randomUUID } from 'node:crypto'
 * import { createMemoryStore, createSessionService, type StoredSession, systemClock } from 'exact-match-session/service'
 * import * as TE from 'fp-ts/lib/TaskEither.js'
 *
 * const service = createSessionService({
 *   store: createMemoryStore(),
 *   now: systemClock,
 *   newId: randomUUID,
 *   newUploadUri: ({ id, nonce }) => `https://upload.example/${id}?nonce=${nonce}`,
 * })
 * const created = service.create({ datastoreId: 'patients', request: { totalBlockCount: 15 } })
 * await TE.map(({ session }: StoredSession) => session.state)(created)() // right('Created')
 */
export const createSessionService = (options: SessionServiceOptions): SessionService => {
  const {
    now,
    newId,
    blocks = createMemoryBlockStore(),
    idempotencyKeys = createMemoryIdempotencyKeys({ now: options.now }),
    onChange,
    onChangeError,
  } = options
  const notifying =
    onChange === undefined
      ? options.store
      : withNotifications(options.store, subscriber(onChange, onChangeError))
  const store = withPageLimit(withValidIds(notifying), options.maxPageBytes ?? maxPageBytes)
  const changes = changesOf(store, now)

  const uploadUri = ({ datastoreId, id }: SessionKey, at: DateTimeOffset): string =>
    options.newUploadUri({ datastoreId, id, at, nonce: newId() })

  const dataStores = entitiesOf('data store', store.dataStores, (request: ExactMatchDataStore) =>
    newDataStore(request, newId()),
  )
  const uploadAgents = entitiesOf('upload agent', store.uploadAgents, (request: ExactMatchUploadAgent) =>
    newUploadAgent(request, newId(), now()),
  )

  /** Distinguishes an empty data store from one that does not exist. */
  const orNoDataStore = <A>(id: string, isEmpty: (result: A) => boolean) =>
    TE.tap((result: A) => (isEmpty(result) ? dataStores.get({ id }) : TE.right(null)))

  const get: SessionService['get'] = (key) => orNotFound(key, store.get(key))

  return {
    ...blockUseCases({ store, blocks, changes }),
    ...creationOf({ store, now, newId, uploadUri, idempotencyKeys }),
    get,
    list: ({ datastoreId, ...page }) =>
      pipe(
        TE.fromEither(validatePage(page)),
        TE.flatMap(() => store.list(datastoreId, page)),
        orNoDataStore(datastoreId, ({ items }) => items.length === 0),
      ),
    count: ({ datastoreId }) =>
      pipe(
        store.count(datastoreId),
        orNoDataStore(datastoreId, (count) => count === 0),
      ),
    staleSince: ({ at, ...page }) =>
      pipe(
        TE.fromEither(validatePage(page)),
        TE.flatMap(() => store.staleSince(at, page)),
      ),
    update: ({ patch, ...ref }) =>
      changes.decide(ref, (record) => {
        const at = now()
        return pipe(
          updateRecord(record, patch, at),
          E.map((updated) =>
            updated === null
              ? []
              : [{ trigger: requestTrigger('update', at, ref.principal), record: updated }],
          ),
        )
      }),
    start: (ref) => changes.apply(ref, (at) => ({ type: 'start', at })),
    commit: ({ totalJobCount, ...ref }) =>
      changes.apply(ref, (at) => ({
        type: 'commit',
        at,
        ...(totalJobCount === undefined ? {} : { totalJobCount }),
      })),
    cancel: (ref) => changes.apply(ref, (at) => ({ type: 'cancel', at })),
    renew: (ref) => changes.apply(ref, (at) => ({ type: 'renew', at, dataUploadURI: uploadUri(ref, at) })),
    completeJobs: ({ count, ...ref }) => changes.apply(ref, (at) => ({ type: 'job.completed', at, count })),
    fail: ({ error, ...ref }) => changes.apply(ref, (at) => ({ type: 'fail', at, error })),
    uploadAgentOf: (key) => async () => {
      const stored = await get(key)()
      if (E.isLeft(stored)) return stored
      const { uploadAgent, uploadAgentId } = stored.right.session
      if (isPresent(uploadAgent)) return E.right(uploadAgent)
      return isPresent(uploadAgentId)
        ? uploadAgents.get({ id: uploadAgentId })()
        : E.left(notFound('upload agent', ''))
    },
    dataStores,
    uploadAgents,
  }
}
