// The use cases: what a service of sessions can be asked for, whatever it stores them in and whoever asks.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { IO } from 'fp-ts/lib/IO.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { type DateTimeOffset, known } from '../codec/index.js'
import { fromResource, type SessionEvent, type SessionRecord, toResource } from '../machine/index.js'
import type {
  ClassificationError,
  CreateSessionRequest,
  ExactMatchDataStore,
  ExactMatchSession,
  ExactMatchUploadAgent,
} from '../model/index.js'
import { arrival } from './arrival.js'
import { newDataStore, newSession, newUploadAgent } from './creation.js'
import { type Entities, entitiesOf } from './entities.js'
import { pageOf } from './paging.js'
import { retryable } from './retry.js'
import {
  conflict,
  damaged,
  notFound,
  preconditionFailed,
  type ServiceError,
  type Thing,
  uploadUriReplaced,
} from './serviceError.js'
import type {
  Block,
  NewSession,
  Page,
  PageRequest,
  SessionKey,
  SessionStore,
  StoredSession,
} from './sessionStore.js'
import { updated } from './update.js'
import type { UseCase } from './useCase.js'

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

/** The session to change, and how it must be for that. */
export interface Target extends SessionKey {
  /** The revisions at which the change may happen; at any, where they are left out. */
  readonly revisions?: ReadonlyArray<number>
}

/** Blocks to acknowledge. */
export interface Arrival extends Target {
  readonly blocks: ReadonlyArray<Block>
  /** Whether the session's upload URI of that moment is the one that the blocks came through; any, by default. */
  readonly through?: (dataUploadURI: string | null) => boolean
}

/** Every use case. Each may be asked again when its answer got lost: nothing happens twice. */
export interface SessionService {
  /** Begins a session; its data store comes into being with it where there is none of that id. */
  readonly create: UseCase<
    { readonly datastoreId: string; readonly request: CreateSessionRequest },
    StoredSession
  >
  readonly get: UseCase<SessionKey, StoredSession>
  /** The sessions of a data store, in the order of their creation. */
  readonly list: UseCase<{ readonly datastoreId: string } & PageRequest, Page<StoredSession>>
  readonly count: UseCase<{ readonly datastoreId: string }, number>
  /** Changes the facts of a session's file: what the patch leaves out stays, null is null. */
  readonly update: UseCase<Target & { readonly patch: ExactMatchSession }, StoredSession>
  /** Removes a session with all that is known of its blocks; answers what it was last. */
  readonly remove: UseCase<Target, StoredSession>
  /** Begins the upload. The first block does so too. */
  readonly start: UseCase<Target, StoredSession>
  /** Counts a block, once however often it is sent; the same id with another digest is a conflict. */
  readonly acknowledgeBlock: UseCase<Omit<Arrival, 'blocks'> & { readonly block: Block }, StoredSession>
  /** Counts many blocks in one step: all of them or, where one is refused, none. */
  readonly acknowledgeBlocks: UseCase<Arrival, StoredSession>
  /** Ends the upload and begins the processing, in so many jobs. Asked again, it answers like the first time. */
  readonly commit: UseCase<Target & { readonly totalJobCount?: number }, StoredSession>
  /** Ends the session. Asked again, it answers like the first time. */
  readonly cancel: UseCase<Target, StoredSession>
  /** Gives the session a fresh upload URI; the one before is not the session's any more. */
  readonly renew: UseCase<Target, StoredSession>
  /** Counts jobs that are done; a worker that may come twice tells the revision it saw. */
  readonly completeJobs: UseCase<Target & { readonly count: number }, StoredSession>
  /** Ends the session by an error. Asked again, it answers like the first time. */
  readonly fail: UseCase<Target & { readonly error: ClassificationError }, StoredSession>
  /** The agent that a session came from: the one it carries, else the one whose id it tells. */
  readonly uploadAgentOf: UseCase<SessionKey, ExactMatchUploadAgent>
  readonly dataStores: Entities<ExactMatchDataStore>
  readonly uploadAgents: Entities<ExactMatchUploadAgent>
}

/** What happens to a session that the store holds still; null where nothing needs to. */
type Step = (
  record: SessionRecord,
  digests: ReadonlyMap<string, string>,
  at: DateTimeOffset,
) => E.Either<ServiceError, { readonly record: SessionRecord; readonly blocks: ReadonlyArray<Block> } | null>

const withoutBlocks = E.map((record: SessionRecord | null) =>
  record === null ? null : { record, blocks: [] },
)

const found =
  (thing: Thing, id: string) =>
  <A>(value: A | null): E.Either<ServiceError, A> =>
    value === null ? E.left(notFound(thing, id)) : E.right(value)

const asExpected = ({ revisions }: Target, held: StoredSession): E.Either<ServiceError, StoredSession> =>
  revisions === undefined || revisions.includes(held.revision)
    ? E.right(held)
    : E.left(preconditionFailed(held.revision))

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
  const { store, now, newId } = options
  const uploadUriFor = ({ datastoreId, id }: SessionKey, at: DateTimeOffset): string =>
    options.newUploadUri({ datastoreId, id, at, nonce: newId() })

  const change = (target: Target, step: Step, blockIds: ReadonlyArray<string> = []) =>
    pipe(
      store.change<ServiceError>(target, blockIds, (held) =>
        pipe(
          asExpected(target, held),
          E.flatMap(({ session }) => pipe(fromResource(session), E.mapLeft(damaged))),
          E.flatMap((record) => step(record, held.digests, now())),
          E.map((outcome) =>
            outcome === null ? null : { session: toResource(outcome.record), blocks: outcome.blocks },
          ),
        ),
      ),
      TE.flatMapEither(found('session', target.id)),
    )

  const happens = (target: Target, eventAt: (at: DateTimeOffset) => SessionEvent) =>
    change(target, (record, _, at) => withoutBlocks(retryable(record, eventAt(at))))

  const acknowledgeBlocks: SessionService['acknowledgeBlocks'] = ({ blocks, through, ...target }) =>
    change(
      target,
      (record, digests, at) =>
        through?.(record.context.upload.dataUploadURI) === false
          ? E.left(uploadUriReplaced)
          : arrival(record, digests, blocks, at),
      blocks.map(({ id }) => id),
    )

  const dataStores = entitiesOf('data store', store.dataStores, (request: ExactMatchDataStore) =>
    newDataStore(request, newId()),
  )
  const uploadAgents = entitiesOf('upload agent', store.uploadAgents, (request: ExactMatchUploadAgent) =>
    newUploadAgent(request, newId(), now()),
  )

  /** An empty list is one thing, no list another. */
  const inDataStore = <A>(
    datastoreId: string,
    answer: TE.TaskEither<ServiceError, A>,
    isEmpty: (answer: A) => boolean,
  ) =>
    pipe(
      answer,
      TE.tap((value) => (isEmpty(value) ? dataStores.get({ id: datastoreId }) : TE.right(null))),
    )

  const get: SessionService['get'] = (key) => pipe(store.get(key), TE.flatMapEither(found('session', key.id)))

  return {
    create: ({ datastoreId, request }) =>
      pipe(
        TE.fromIOEither<ServiceError, NewSession>(() => {
          const at = now()
          return newSession(request, {
            datastoreId,
            id: newId(),
            at,
            newUploadUri: (key) => uploadUriFor(key, at),
          })
        }),
        TE.flatMap((beginning) =>
          pipe(
            store.create(beginning),
            TE.flatMapEither(
              E.fromNullable<ServiceError>(
                conflict({ reason: 'idTaken', thing: 'session', id: beginning.key.id }),
              ),
            ),
          ),
        ),
      ),
    get,
    list: ({ datastoreId, ...page }) =>
      inDataStore(
        datastoreId,
        pipe(
          TE.fromEither<ServiceError, PageRequest>(pageOf(page)),
          TE.flatMap((asked) => store.list(datastoreId, asked)),
        ),
        ({ items }) => items.length === 0,
      ),
    count: ({ datastoreId }) => inDataStore(datastoreId, store.count(datastoreId), (count) => count === 0),
    update: ({ patch, ...target }) =>
      change(target, (record, _, at) => withoutBlocks(updated(record, patch, at))),
    remove: (target) =>
      pipe(
        store.change<ServiceError>(target, [], (held) =>
          pipe(
            asExpected(target, held),
            E.map(() => ({ session: null, blocks: [] })),
          ),
        ),
        TE.flatMapEither(found('session', target.id)),
      ),
    start: (target) => happens(target, (at) => ({ type: 'start', at })),
    acknowledgeBlock: ({ block, ...rest }) => acknowledgeBlocks({ ...rest, blocks: [block] }),
    acknowledgeBlocks,
    commit: ({ totalJobCount, ...target }) =>
      happens(target, (at) => ({
        type: 'commit',
        at,
        ...(totalJobCount === undefined ? {} : { totalJobCount }),
      })),
    cancel: (target) => happens(target, (at) => ({ type: 'cancel', at })),
    renew: (target) =>
      happens(target, (at) => ({ type: 'renew', at, dataUploadURI: uploadUriFor(target, at) })),
    completeJobs: ({ count, ...target }) => happens(target, (at) => ({ type: 'job.completed', at, count })),
    fail: ({ error, ...target }) => happens(target, (at) => ({ type: 'fail', at, error })),
    uploadAgentOf: (key) =>
      pipe(
        get(key),
        TE.flatMap(({ session: { uploadAgent, uploadAgentId } }) =>
          known(uploadAgent) ? TE.right(uploadAgent) : uploadAgents.get({ id: uploadAgentId ?? '' }),
        ),
      ),
    dataStores,
    uploadAgents,
  }
}
