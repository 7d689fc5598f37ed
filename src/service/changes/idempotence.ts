// A repeated event changes nothing: a retry is answered like the first request.
import * as E from 'fp-ts/lib/Either.js'
import { alreadyApplied, type SessionEvent, type SessionRecord } from '../../machine/index.js'
import { type Rejected, rejected } from '../serviceError.js'
import { applyAll, type EventStep, startIfCreated } from './eventSteps.js'

/** The steps of an event; none where it has been applied before. A commit of no blocks starts the session first. */
export const applyOnce = (
  record: SessionRecord,
  event: SessionEvent,
): E.Either<Rejected, ReadonlyArray<EventStep>> => {
  const startsFirst = event.type === 'commit' && record.context.blocks.total === 0
  const outcome = applyAll(record, [...(startsFirst ? startIfCreated(record, event.at) : []), event])
  if (E.isRight(outcome)) return outcome
  return alreadyApplied(record, event) ? E.right([]) : E.left(rejected(outcome.left))
}
