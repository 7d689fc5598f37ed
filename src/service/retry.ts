// One event for one session, safe to ask for twice: what has happened before is answered like the first time.
import * as E from 'fp-ts/lib/Either.js'
import { type SessionEvent, type SessionEventType, type SessionRecord, step } from '../machine/index.js'
import type { SessionStateName } from '../model/index.js'
import { type Conflict, conflict } from './serviceError.js'

/** The states that show that an event has happened. */
const shows: Readonly<Partial<Record<SessionEventType, ReadonlyArray<SessionStateName>>>> = {
  start: ['uploading', 'uploaded', 'processing', 'completed'],
  commit: ['processing', 'completed'],
  fail: ['failed'],
  cancel: ['cancelled'],
}

/** A commit that tells another number of jobs is not the one that has happened. */
const isAnother = ({ context }: SessionRecord, event: SessionEvent): boolean =>
  event.type === 'commit' && event.totalJobCount !== undefined && event.totalJobCount !== context.jobs?.total

/** The record after the event; null where the event has happened already. */
export const retryable = (
  record: SessionRecord,
  event: SessionEvent,
): E.Either<Conflict, SessionRecord | null> => {
  const outcome = step(record, event)
  if (E.isRight(outcome)) return outcome
  return shows[event.type]?.includes(record.value) && !isAnother(record, event)
    ? E.right(null)
    : E.left(conflict({ reason: 'rejected', rejection: outcome.left }))
}
