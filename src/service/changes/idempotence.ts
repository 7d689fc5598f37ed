// A repeated event changes nothing: a retry is answered like the first request.
import * as E from 'fp-ts/lib/Either.js'
import { alreadyApplied, type SessionEvent, type SessionRecord, step } from '../../machine/index.js'
import { type Rejected, rejected } from '../serviceError.js'

/** The record after the event; null where the event has been applied before. */
export const applyOnce = (
  record: SessionRecord,
  event: SessionEvent,
): E.Either<Rejected, SessionRecord | null> => {
  const outcome = step(record, event)
  if (E.isRight(outcome)) return outcome
  return alreadyApplied(record, event) ? E.right(null) : E.left(rejected(outcome.left))
}
