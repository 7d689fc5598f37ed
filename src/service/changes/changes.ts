// Changes of one session: each is decided on its record while the store locks the session.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { IO } from 'fp-ts/lib/IO.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { DateTimeOffset } from '../../codec/index.js'
import { fromResource, type SessionEvent, type SessionRecord, toResource } from '../../machine/index.js'
import { idIssues } from '../ids.js'
import { eventLengthIssues } from '../lengths.js'
import {
  corrupt,
  notFound,
  preconditionFailed,
  type ServiceError,
  uploadUriReplaced,
} from '../serviceError.js'
import type { BlockUpload, SessionRef } from '../sessionService.js'
import type { SessionChange, SessionKey, SessionStore, StoredSession } from '../store/sessionStore.js'
import { validate } from '../validate.js'
import { applyOnce } from './idempotence.js'
import { recordBlocks } from './recordBlocks.js'

type Decision<A> = E.Either<ServiceError, A>
type Changing = TE.TaskEither<ServiceError, StoredSession>

/** Decides on a record, with the digests of those requested blocks that the session has; null changes nothing. */
type RecordDecider = (
  record: SessionRecord,
  digests: ReadonlyMap<string, string>,
) => Decision<SessionChange | null>

/** The changes that a store of sessions can make. */
export interface Changes {
  readonly apply: (ref: SessionRef, eventAt: (at: DateTimeOffset) => SessionEvent) => Changing
  readonly recordBlocks: (upload: BlockUpload) => Changing
  readonly decide: (
    ref: SessionRef,
    decide: (record: SessionRecord) => Decision<SessionRecord | null>,
  ) => Changing
  readonly remove: (ref: SessionRef) => Changing
}

const checkRevision = (
  { revisions }: SessionRef,
  { revision }: StoredSession,
): E.Either<ServiceError, null> =>
  revisions === undefined || revisions.includes(revision)
    ? E.right(null)
    : E.left(preconditionFailed(revision))

const changeTo = (record: SessionRecord | null): SessionChange | null =>
  record === null ? null : { session: toResource(record), blocks: [] }

const removal: SessionChange = { session: null, blocks: [] }

/** The session that the store gives; left where it gives none. */
export const orNotFound =
  ({ id }: SessionKey, stored: TE.TaskEither<ServiceError, StoredSession | null>): Changing =>
  async () => {
    const found = await stored()
    if (E.isLeft(found)) return found
    return found.right === null ? E.left(notFound('session', id)) : E.right(found.right)
  }

/** The changes over a store. */
export const changesOf = (store: SessionStore, now: IO<DateTimeOffset>): Changes => {
  const change = (ref: SessionRef, blockIds: ReadonlyArray<string>, decide: RecordDecider): Changing =>
    orNotFound(
      ref,
      store.change<ServiceError>(ref, blockIds, (locked) => {
        const expected = checkRevision(ref, locked)
        if (E.isLeft(expected)) return expected
        const record = fromResource(locked.session)
        return E.isLeft(record) ? E.left(corrupt(record.left)) : decide(record.right, locked.digests)
      }),
    )

  const decide: Changes['decide'] = (ref, decider) =>
    change(ref, [], (record) => E.map(changeTo)(decider(record)))

  return {
    apply: (ref, eventAt) =>
      decide(ref, (record) =>
        pipe(eventAt(now()), (event) =>
          pipe(
            validate(eventLengthIssues(event))(event),
            E.flatMap(() => applyOnce(record, event)),
          ),
        ),
      ),
    recordBlocks: ({ blocks, uploadedVia, ...ref }) => {
      const ids = blocks.map(({ id }) => id)
      const valid = validate(ids.flatMap((id, index) => idIssues(`/blocks/${index}/id`, id)))(ids)
      if (E.isLeft(valid)) return async () => valid
      return change(ref, ids, (record, digests) =>
        uploadedVia?.(record.context.upload.dataUploadURI) === false
          ? E.left(uploadUriReplaced)
          : pipe(
              recordBlocks(record, digests, blocks, now()),
              E.map((recorded) =>
                recorded === null ? null : { session: toResource(recorded.record), blocks: recorded.blocks },
              ),
            ),
      )
    },
    decide,
    remove: (ref) =>
      orNotFound(
        ref,
        store.change<ServiceError>(ref, [], (locked) => E.map(() => removal)(checkRevision(ref, locked))),
      ),
  }
}
