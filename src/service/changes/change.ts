// One change of a session in a store.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as RNEA from 'fp-ts/lib/ReadonlyNonEmptyArray.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { fromResource } from '../../machine/index.js'
import { corrupt, notFound, preconditionFailed, type ServiceError } from '../serviceError.js'
import type { SessionRef } from '../sessionService.js'
import type {
  LockedSession,
  SessionChange,
  SessionKey,
  SessionStore,
  StoredSession,
} from '../store/sessionStore.js'
import type { RecentSessions } from './recentSessions.js'

/** Makes a change that is decided on the locked session; gives the session after each of its steps. */
export type Change = (
  ref: SessionRef,
  blockIds: ReadonlyArray<string>,
  decide: (locked: LockedSession) => E.Either<ServiceError, SessionChange | null>,
) => TE.TaskEither<ServiceError, RNEA.ReadonlyNonEmptyArray<StoredSession>>

/** The record of a stored session; left where another program wrote it. */
export const recordOf = ({ session }: StoredSession) => E.mapLeft(corrupt)(fromResource(session))

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

/** Changes in a store, which are remembered for a moment. */
export const changeIn =
  (store: SessionStore, recent: RecentSessions): Change =>
  (ref, blockIds, decide) =>
    pipe(
      orNotFound(
        ref,
        store.change<ServiceError>(ref, blockIds, (locked) =>
          pipe(
            checkRevision(ref, locked),
            E.flatMap(() => decide(locked)),
          ),
        ),
      ),
      TE.map((after) => {
        recent.remember(ref, RNEA.last(after))
        return after
      }),
    )
