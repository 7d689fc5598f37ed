// The API has no action that starts a session: the first block starts it, or a commit where there are no blocks.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { DateTimeOffset } from '../../codec/index.js'
import { type Rejection, type SessionEvent, type SessionRecord, step } from '../../machine/index.js'
import { type Rejected, rejected } from '../serviceError.js'
import { applyOnce } from './idempotence.js'

/** The record, started where it is only created. */
export const startIfCreated = (
  record: SessionRecord,
  at: DateTimeOffset,
): E.Either<Rejection, SessionRecord> =>
  record.value === 'created' ? step(record, { type: 'start', at }) : E.right(record)

/** The record after a commit; null where it has been committed before. */
export const commitRecord = (
  record: SessionRecord,
  commit: SessionEvent & { readonly type: 'commit' },
): E.Either<Rejected, SessionRecord | null> =>
  record.context.blocks.total > 0
    ? applyOnce(record, commit)
    : pipe(
        startIfCreated(record, commit.at),
        E.mapLeft(rejected),
        E.flatMap((started) => applyOnce(started, commit)),
      )
