// The use cases over a store: each decides in a function that the store runs while it holds the session still.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { IO } from 'fp-ts/lib/IO.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { type DateTimeOffset, isPresent } from '../codec/index.js'
import { fromResource, type SessionEvent, type SessionRecord, toResource } from '../machine/index.js'
import type { ExactMatchDataStore, ExactMatchUploadAgent } from '../model/index.js'
import { arrival } from './arrival.js'
import { newDataStore, newSession, newUploadAgent } from './creation.js'
import { entitiesOf } from './entities.js'
import { findable, idFaults } from './identity.js'
import { pageOf } from './paging.js'
import { retryable } from './retry.js'
import {
  conflict,
  damaged,
  faultless,
  notFound,
  preconditionFailed,
  type ServiceError,
  uploadUriReplaced,
} from './serviceError.js'
import type { SessionService, Target } from './sessionService.js'
import type { Block, SessionChange, SessionKey, SessionStore, StoredSession } from './sessionStore.js'
import { updated } from './update.js'

/** What a fresh upload URI is made for. */
export interface UploadUriRequest extends SessionKey {
  /** Now. */
  readonly at: DateTimeOffset
  /** A new id: no two URIs of a session have the same. */
  readonly nonce: string
}

/** What a service is made of. */
export interface SessionServiceOptions {
  readonly store: SessionStore
  /** The time. */
  readonly now: IO<DateTimeOffset>
  /** An id that nothing has yet, as a GUID. */
  readonly newId: IO<string>
  /** A fresh upload URI; it should tell its expiry as `se`, as Azure's do. */
  readonly newUploadUri: (request: UploadUriRequest) => string
}

type Outcome<A> = E.Either<ServiceError, A>

const changeTo = (record: SessionRecord, blocks: ReadonlyArray<Block> = []): SessionChange => ({
  session: toResource(record),
  blocks,
})

const changeIfAny = E.map((record: SessionRecord | null) => (record === null ? null : changeTo(record)))

/** Gives the session where it is as the caller expects it. */
const asExpected =
  ({ revisions }: Target) =>
  <S extends StoredSession>(held: S): Outcome<S> =>
    revisions === undefined || revisions.includes(held.revision)
      ? E.right(held)
      : E.left(preconditionFailed(held.revision))

/** The session that a store was asked for. */
const found =
  (
    { id }: SessionKey,
    asked: TE.TaskEither<ServiceError, StoredSession | null>,
  ): TE.TaskEither<ServiceError, StoredSession> =>
  async () => {
    const stored = await asked()
    if (E.isLeft(stored)) return stored
    return stored.right === null ? E.left(notFound('session', id)) : E.right(stored.right)
  }

/**
 * A service of sessions over a store.
 *
 * @example
 * import { randomUUID } from 'node:crypto'
 * import type { DateTimeOffset } from 'exact-match-session/codec'
 * import { createMemoryStore, createSessionService } from 'exact-match-session/service'
 *
 * const serviceAt = (now: () => DateTimeOffset) =>
 *   createSessionService({
 *     store: createMemoryStore(),
 *     now,
 *     newId: randomUUID,
 *     newUploadUri: ({ id, nonce }) => `https://upload.example/${id}?nonce=${nonce}`,
 *   })
 */
export const createSessionService = (options: SessionServiceOptions): SessionService => {
  const { now, newId } = options
  const store = findable(options.store)

  const uploadUri = ({ datastoreId, id }: SessionKey, at: DateTimeOffset): string =>
    options.newUploadUri({ datastoreId, id, at, nonce: newId() })

  /** What happens to the record of a session, with those of the blocks that it has; null where nothing needs to. */
  const change = (
    target: Target,
    blockIds: ReadonlyArray<string>,
    decide: (record: SessionRecord, digests: ReadonlyMap<string, string>) => Outcome<SessionChange | null>,
  ) =>
    found(
      target,
      store.change<ServiceError>(target, blockIds, (held) =>
        pipe(
          asExpected(target)(held),
          E.flatMap(({ session }): Outcome<SessionRecord> => pipe(fromResource(session), E.mapLeft(damaged))),
          E.flatMap((record) => decide(record, held.digests)),
        ),
      ),
    )

  const happen = (target: Target, eventAt: (at: DateTimeOffset) => SessionEvent) =>
    change(target, [], (record) => changeIfAny(retryable(record, eventAt(now()))))

  const acknowledgeBlocks: SessionService['acknowledgeBlocks'] = ({ blocks, through, ...target }) => {
    const ids = blocks.map(({ id }) => id)
    return pipe(
      ids,
      faultless(ids.flatMap((id, index) => idFaults(`/blocks/${index}/id`, id))),
      E.matchW(TE.left, () =>
        change(target, ids, (record, digests) =>
          through?.(record.context.upload.dataUploadURI) === false
            ? E.left(uploadUriReplaced)
            : pipe(
                arrival(record, digests, blocks, now()),
                E.map((arrived) => (arrived === null ? null : changeTo(arrived.record, arrived.blocks))),
              ),
        ),
      ),
    )
  }

  const dataStores = entitiesOf('data store', store.dataStores, (request: ExactMatchDataStore) =>
    newDataStore(request, newId()),
  )
  const uploadAgents = entitiesOf('upload agent', store.uploadAgents, (request: ExactMatchUploadAgent) =>
    newUploadAgent(request, newId(), now()),
  )

  /** A data store without sessions is one thing, none at all another. */
  const orNoDataStore = <A>(id: string, isEmpty: (answer: A) => boolean) =>
    TE.tap((answer: A) => (isEmpty(answer) ? dataStores.get({ id }) : TE.right(null)))

  const create: SessionService['create'] =
    ({ datastoreId, request }) =>
    async () => {
      const beginning = newSession(request, { datastoreId, id: newId(), at: now(), uploadUri })
      if (E.isLeft(beginning)) return beginning
      const created = await store.create(beginning.right)()
      if (E.isLeft(created)) return created
      const { id } = beginning.right.key
      return created.right === null
        ? E.left(conflict({ reason: 'idTaken', thing: 'session', id }))
        : E.right(created.right)
    }

  const get: SessionService['get'] = (key) => found(key, store.get(key))

  return {
    create,
    get,
    list: ({ datastoreId, ...page }) =>
      pipe(
        TE.fromEither(pageOf(page)),
        TE.flatMap(() => store.list(datastoreId, page)),
        orNoDataStore(datastoreId, ({ items }) => items.length === 0),
      ),
    count: ({ datastoreId }) =>
      pipe(
        store.count(datastoreId),
        orNoDataStore(datastoreId, (count) => count === 0),
      ),
    update: ({ patch, ...target }) =>
      change(target, [], (record) => changeIfAny(updated(record, patch, now()))),
    remove: (target) =>
      found(
        target,
        store.change(target, [], (held) =>
          pipe(
            asExpected(target)(held),
            E.map(() => ({ session: null, blocks: [] })),
          ),
        ),
      ),
    start: (target) => happen(target, (at) => ({ type: 'start', at })),
    acknowledgeBlock: ({ block, ...rest }) => acknowledgeBlocks({ ...rest, blocks: [block] }),
    acknowledgeBlocks,
    commit: ({ totalJobCount, ...target }) =>
      happen(target, (at) => ({
        type: 'commit',
        at,
        ...(totalJobCount === undefined ? {} : { totalJobCount }),
      })),
    cancel: (target) => happen(target, (at) => ({ type: 'cancel', at })),
    renew: (target) => happen(target, (at) => ({ type: 'renew', at, dataUploadURI: uploadUri(target, at) })),
    completeJobs: ({ count, ...target }) => happen(target, (at) => ({ type: 'job.completed', at, count })),
    fail: ({ error, ...target }) => happen(target, (at) => ({ type: 'fail', at, error })),
    uploadAgentOf: (key) =>
      pipe(
        get(key),
        TE.flatMap(({ session: { uploadAgent, uploadAgentId } }) =>
          isPresent(uploadAgent) ? TE.right(uploadAgent) : uploadAgents.get({ id: uploadAgentId ?? '' }),
        ),
      ),
    dataStores,
    uploadAgents,
  }
}
