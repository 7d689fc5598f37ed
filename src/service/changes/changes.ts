// Changes of one session: each is decided on its record while the store locks the session.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { IO } from 'fp-ts/lib/IO.js'
import * as RNEA from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { DateTimeOffset } from '../../codec/index.js'
import { fromResource, type SessionEvent, type SessionRecord } from '../../machine/index.js'
import { idIssues } from '../ids.js'
import { eventLengthIssues } from '../lengths.js'
import { corrupt, notFound, preconditionFailed, type ServiceError } from '../serviceError.js'
import type { BlockUpload, SessionRef } from '../sessionService.js'
import {
  type LockedSession,
  nameOf,
  type SessionChange,
  type SessionKey,
  type SessionStore,
  type StoredSession,
} from '../store/sessionStore.js'
import { validate } from '../validate.js'
import { acknowledgeAll } from './acknowledgement.js'
import { groupCommit } from './groupCommit.js'
import { applyOnce } from './idempotence.js'
import { type RecordStep, sessionChangeOf, triggeredBy } from './recordChange.js'
import { requestTrigger } from './trigger.js'

type Decision<A> = E.Either<ServiceError, A>
type Changing = TE.TaskEither<ServiceError, StoredSession>

/** The changes that a store of sessions can make. */
export interface Changes {
  readonly apply: (ref: SessionRef, eventAt: (at: DateTimeOffset) => SessionEvent) => Changing
  readonly recordBlocks: (upload: BlockUpload) => Changing
  /** The session; left where it can't count a block under this id, nor has it counted one. */
  readonly checkUpload: (upload: Omit<BlockUpload, 'blocks'> & { readonly blockId: string }) => Changing
  /** Decides on the record; without a step, nothing changes. */
  readonly decide: (
    ref: SessionRef,
    decide: (record: SessionRecord) => Decision<ReadonlyArray<RecordStep>>,
  ) => Changing
  /** Gives the session as it was, with the revision of its removal. */
  readonly remove: (ref: SessionRef) => Changing
}

const checkRevision = (
  { revisions }: SessionRef,
  { revision }: StoredSession,
): E.Either<ServiceError, null> =>
  revisions === undefined || revisions.includes(revision)
    ? E.right(null)
    : E.left(preconditionFailed(revision))

/** The session that the store gives; left where it gives none. */
export const orNotFound =
  <A>({ id }: SessionKey, stored: TE.TaskEither<ServiceError, A | null>): TE.TaskEither<ServiceError, A> =>
  async () => {
    const found = await stored()
    if (E.isLeft(found)) return found
    return found.right === null ? E.left(notFound('session', id)) : E.right(found.right)
  }

/** So many acknowledgements are written together at most: enough for every client that a session may have. */
const maxGroup = 256

/** The changes over a store. */
export const changesOf = (store: SessionStore, now: IO<DateTimeOffset>): Changes => {
  const change = (
    ref: SessionRef,
    blockIds: ReadonlyArray<string>,
    decide: (locked: LockedSession) => Decision<SessionChange | null>,
  ) =>
    orNotFound(
      ref,
      store.change<ServiceError>(ref, blockIds, (locked) =>
        pipe(
          checkRevision(ref, locked),
          E.flatMap(() => decide(locked)),
        ),
      ),
    )

  const recordOf = ({ session }: StoredSession) => E.mapLeft(corrupt)(fromResource(session))

  const decide: Changes['decide'] = (ref, decider) =>
    pipe(
      change(ref, [], (locked) =>
        pipe(
          recordOf(locked),
          E.flatMap(decider),
          E.map((steps) => sessionChangeOf({ steps, blocks: [] })),
        ),
      ),
      TE.map(RNEA.last),
    )

  /** The outcomes of uploads to one session, in one change of the store. */
  const recordAll = async (
    uploads: RNEA.ReadonlyNonEmptyArray<BlockUpload>,
  ): Promise<ReadonlyArray<Decision<StoredSession>>> => {
    const [ref] = uploads
    // The last decision counts: a store may ask for it again.
    let answersOf = (_: ReadonlyArray<StoredSession>): ReadonlyArray<Decision<StoredSession>> => []
    const ids = uploads.flatMap(({ blocks }) => blocks.map(({ id }) => id))
    const changed = await change(ref, ids, ({ blocks, someBlockId, ...before }) =>
      pipe(
        recordOf(before),
        E.map((current) => {
          const group = acknowledgeAll(current, { uid: before.uid, blocks, someBlockId }, uploads, now)
          answersOf = (after) => group.outcomes.map(E.map((count) => after[count - 1] ?? before))
          return sessionChangeOf(group.change)
        }),
      ),
    )()
    return E.isLeft(changed) ? uploads.map(() => changed) : answersOf(changed.right)
  }

  const recordTogether = groupCommit(recordAll, maxGroup)

  /** Those who ask for a session while it is read share the next reading: none is older than its question. */
  const readTogether = groupCommit(async (keys: RNEA.ReadonlyNonEmptyArray<SessionKey>) => {
    const found = await orNotFound(keys[0], store.get(keys[0]))()
    return keys.map(() => found)
  }, Number.POSITIVE_INFINITY)

  return {
    apply: (ref, eventAt) =>
      decide(ref, (record) =>
        pipe(eventAt(now()), (event) =>
          pipe(
            validate(eventLengthIssues(event))(event),
            E.flatMap(() => applyOnce(record, event)),
            E.map((steps) => triggeredBy(ref.principal, steps)),
          ),
        ),
      ),
    recordBlocks: (upload) => async () => {
      const issues = upload.blocks.flatMap(({ id }, index) => idIssues(`/blocks/${index}/id`, id))
      const valid = validate(issues)(upload)
      if (E.isLeft(valid)) return valid
      // A revision that is expected holds for the first of a group at most.
      const key = upload.revisions === undefined ? nameOf(upload) : Symbol()
      return recordTogether(key, upload)
    },
    checkUpload:
      ({ blockId: id, ...upload }) =>
      async () => {
        const found = await readTogether(nameOf(upload), upload)
        if (E.isLeft(found)) return found
        const record = recordOf(found.right)
        if (E.isLeft(record)) return record
        // Only the digest is not known yet.
        const request = { ...upload, blocks: [{ id, digest: '' }] }
        const empty = { uid: found.right.uid, blocks: new Map(), someBlockId: null }
        const [outcome = E.right(0)] = acknowledgeAll(record.right, empty, [request], now).outcomes
        if (E.isRight(outcome)) return found
        const { left: error } = outcome
        if (error.code === 'uploadUriReplaced') return E.left(error)
        const known = await change(upload, [id], ({ blocks }) =>
          blocks.has(id) ? E.right(null) : E.left(error),
        )()
        return E.map(RNEA.last<StoredSession>)(known)
      },
    decide,
    remove: (ref) =>
      pipe(
        change(ref, [], () =>
          E.right({
            steps: [{ trigger: requestTrigger('remove', now(), ref.principal), session: null }],
            blocks: [],
          }),
        ),
        TE.map(RNEA.last),
      ),
  }
}
