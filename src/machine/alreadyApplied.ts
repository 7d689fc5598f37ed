// Whether a refused event has been applied before, so that a retry is answered like the first request.
import { events, type SessionEvent } from './events/index.js'
import type { SessionRecord } from './record.js'

/**
 * Whether the state of the session shows that the event has been applied already: a second `start`, `commit`, `fail`
 * or `cancel` is a retry. A commit with another number of jobs is not.
 *
 * @example
 * import { DateTimeOffset } from 'exact-match-session/codec'
 * import { alreadyApplied, fromResource } from 'exact-match-session/machine'
 * import * as E from 'fp-ts/lib/Either.js'
 * import { pipe } from 'fp-ts/lib/function.js'
 *
 * const at = DateTimeOffset.of('2026-11-24T09:00:00Z')
 * const cancelled = fromResource({ id: 'a', state: 'Cancelled', totalBlockCount: 15, remainingBlockCount: 3 })
 * pipe(cancelled, E.map((record) => alreadyApplied(record, { type: 'cancel', at }))) // right(true)
 */
export const alreadyApplied = ({ value, context }: SessionRecord, event: SessionEvent): boolean => {
  if (events[event.type].appliedIn?.includes(value) !== true) return false
  return (
    event.type !== 'commit' ||
    event.totalJobCount === undefined ||
    event.totalJobCount === context.jobs?.total
  )
}
