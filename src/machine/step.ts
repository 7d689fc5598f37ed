// One event applied to one record.
import type { Either } from 'fp-ts/lib/Either.js'
import { cellOf } from './cells.js'
import { left, right } from './either.js'
import { isSessionEvent, type SessionEvent } from './events/index.js'
import type { SessionRecord } from './record.js'
import { malformedEvent } from './rejection/malformedEvent.js'
import { type Rejection, rejectInState } from './rejection/rejection.js'

/**
 * The record after an event, or why the event is refused; the given record never changes. Total: any value in place
 * of the event is refused with `malformedEvent`. Takes a snapshot of an actor of `sessionMachine` too, and decides as
 * the actor does.
 *
 * @example
 * import { DateTimeOffset } from 'exact-match-session/codec'
 * import { initialSession, step } from 'exact-match-session/machine'
 * import * as E from 'fp-ts/lib/Either.js'
 *
 * const at = DateTimeOffset.of('2026-11-24T09:00:00Z')
 * const session = initialSession({ id: 'a', at, request: { totalBlockCount: 15 } })
 * E.flatMap(session, (record) => step(record, { type: 'start', at })) // right({ value: 'uploading', context: {…} })
 */
export const step = (record: SessionRecord, event: SessionEvent): Either<Rejection, SessionRecord> => {
  const cell = cellOf(record.value, event)
  if (cell === undefined)
    return left(isSessionEvent(event) ? rejectInState(record, event.type) : malformedEvent(event))
  const { context } = record
  const { rule, to, onLast } = cell
  const failure = rule.guard(context, event)
  if (failure !== null) return left(failure)
  const isLast = onLast !== null && rule.remaining?.(context, event) === 0
  return right({ value: isLast ? onLast : to, context: rule.evolve(context, event) })
}
