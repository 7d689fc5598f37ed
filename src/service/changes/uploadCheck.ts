// Whether a session can count a block, before its bytes are read. The block is counted by another decision, on the
// locked session; this one spares uploads that would be refused.
import * as E from 'fp-ts/lib/Either.js'
import type { IO } from 'fp-ts/lib/IO.js'
import * as RNEA from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import type { DateTimeOffset } from '../../codec/index.js'
import type { ServiceError } from '../serviceError.js'
import type { BlockUpload } from '../sessionService.js'
import { nameOf, type SessionKey, type SessionStore, type StoredSession } from '../store/sessionStore.js'
import type { UseCase } from '../useCase.js'
import { acknowledgeAll } from './acknowledgement.js'
import { type Change, orNotFound, recordOf } from './change.js'
import { groupCommit } from './groupCommit.js'
import type { RecentSessions } from './recentSessions.js'

/** An upload of which all but its bytes is known. */
type AnnouncedUpload = Omit<BlockUpload, 'blocks'> & { readonly blockId: string }

/** Gives the session of an upload; left where it can't count a block under this id, nor has it counted one. */
export type UploadCheck = UseCase<AnnouncedUpload, StoredSession>

/** What the check needs. */
export interface UploadCheckDeps {
  readonly store: SessionStore
  readonly recent: RecentSessions
  readonly change: Change
  readonly now: IO<DateTimeOffset>
}

/** The check. */
export const uploadCheckOf = ({ store, recent, change, now }: UploadCheckDeps): UploadCheck => {
  /** Those who ask for a session while it is read share the next reading: none is older than its question. */
  const readTogether = groupCommit(async (keys: RNEA.ReadonlyNonEmptyArray<SessionKey>) => {
    const found = await orNotFound(keys[0], store.get(keys[0]))()
    if (E.isRight(found)) recent.remember(keys[0], found.right)
    return keys.map(() => found)
  }, Number.POSITIVE_INFINITY)

  const decide = (
    stored: StoredSession,
    { blockId, ...upload }: AnnouncedUpload,
  ): E.Either<ServiceError, null> => {
    const record = recordOf(stored)
    if (E.isLeft(record)) return record
    // Only the digest is not known yet.
    const request = { ...upload, blocks: [{ id: blockId, digest: '' }] }
    const empty = { uid: stored.uid, blocks: new Map(), someBlockId: null }
    const [outcome = E.right(0)] = acknowledgeAll(record.right, empty, [request], now).outcomes
    return E.map(() => null)(outcome)
  }

  return (upload) => async () => {
    const recalled = recent.recall(upload)
    if (recalled !== null && E.isRight(decide(recalled, upload))) return E.right(recalled)
    const found = await readTogether(nameOf(upload), upload)
    if (E.isLeft(found)) return found
    const decided = decide(found.right, upload)
    if (E.isRight(decided)) return found
    const { left: error } = decided
    if (error.code === 'uploadUriReplaced' || error.code === 'corrupt') return E.left(error)
    const known = await change(upload, [upload.blockId], ({ blocks }) =>
      blocks.has(upload.blockId) ? E.right(null) : E.left(error),
    )()
    return E.map(RNEA.last<StoredSession>)(known)
  }
}
