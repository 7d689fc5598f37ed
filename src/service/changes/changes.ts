// Changes of one session: each is decided on its record while the store locks the session.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { IO } from 'fp-ts/lib/IO.js'
import * as RNEA from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { DateTimeOffset } from '../../codec/index.js'
import type { SessionEvent, SessionRecord } from '../../machine/index.js'
import { idIssues } from '../ids.js'
import { eventLengthIssues } from '../lengths.js'
import type { ServiceError } from '../serviceError.js'
import type { BlockUpload, SessionRef } from '../sessionService.js'
import { nameOf, type SessionStore, type StoredSession } from '../store/sessionStore.js'
import { validate } from '../validate.js'
import { acknowledgeAll } from './acknowledgement.js'
import { changeIn, recordOf } from './change.js'
import { groupCommit } from './groupCommit.js'
import { applyOnce } from './idempotence.js'
import { recentSessions } from './recentSessions.js'
import { type RecordStep, sessionChangeOf, triggeredBy } from './recordChange.js'
import { requestTrigger } from './trigger.js'
import { type UploadCheck, uploadCheckOf } from './uploadCheck.js'

type Decision<A> = E.Either<ServiceError, A>
type Changing = TE.TaskEither<ServiceError, StoredSession>

/** The changes that a store of sessions can make. */
export interface Changes {
  readonly apply: (ref: SessionRef, eventAt: (at: DateTimeOffset) => SessionEvent) => Changing
  readonly recordBlocks: (upload: BlockUpload) => Changing
  readonly checkUpload: UploadCheck
  /** Decides on the record; without a step, nothing changes. */
  readonly decide: (
    ref: SessionRef,
    decide: (record: SessionRecord) => Decision<ReadonlyArray<RecordStep>>,
  ) => Changing
  /** Gives the session as it was, with the revision of its removal. */
  readonly remove: (ref: SessionRef) => Changing
}

/** So many acknowledgements are written together at most: enough for every client that a session may have. */
const maxGroup = 256

/** The changes over a store. */
export const changesOf = (store: SessionStore, now: IO<DateTimeOffset>): Changes => {
  const recent = recentSessions()
  const change = changeIn(store, recent)

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
    checkUpload: uploadCheckOf({ store, recent, change, now }),
    decide,
    remove: (ref) =>
      pipe(
        change(ref, [], () =>
          E.right({
            steps: [{ trigger: requestTrigger('remove', now(), ref.principal), session: null }],
            blocks: [],
          }),
        ),
        TE.map((after) => {
          recent.forget(ref)
          return RNEA.last(after)
        }),
      ),
  }
}
