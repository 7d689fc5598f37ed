// Events that are applied one after the other, in one change.
import * as E from 'fp-ts/lib/Either.js'
import type { DateTimeOffset } from '../../codec/index.js'
import { type Rejection, type SessionEvent, type SessionRecord, step } from '../../machine/index.js'

/** An event, and the record after it. */
export interface EventStep {
  readonly event: SessionEvent
  readonly record: SessionRecord
}

/** Every step; left: why one of the events is rejected. */
export const applyAll = (
  record: SessionRecord,
  events: ReadonlyArray<SessionEvent>,
): E.Either<Rejection, ReadonlyArray<EventStep>> => {
  const steps: Array<EventStep> = []
  let last = record
  for (const event of events) {
    const next = step(last, event)
    if (E.isLeft(next)) return next
    last = next.right
    steps.push({ event, record: last })
  }
  return E.right(steps)
}

/** The API has no action that starts a session: its first block starts it, or its commit where there are no blocks. */
export const startIfCreated = ({ value }: SessionRecord, at: DateTimeOffset): ReadonlyArray<SessionEvent> =>
  value === 'created' ? [{ type: 'start', at }] : []
