// One event for one session, safe to repeat: an event that has been applied already is answered like the first time.
import * as E from 'fp-ts/lib/Either.js'
import { alreadyApplied, type SessionEvent, type SessionRecord, step } from '../machine/index.js'
import { type Conflict, conflict } from './serviceError.js'

/** The record after the event; null where the event has been applied already. */
export const retryable = (
  record: SessionRecord,
  event: SessionEvent,
): E.Either<Conflict, SessionRecord | null> => {
  const outcome = step(record, event)
  if (E.isRight(outcome)) return outcome
  return alreadyApplied(record, event)
    ? E.right(null)
    : E.left(conflict({ reason: 'rejected', rejection: outcome.left }))
}
