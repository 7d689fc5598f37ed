// One event applied to one record: the chart, compiled once into a table.
import * as E from 'fp-ts/lib/Either.js'
import type { SessionEvent } from './event.js'
import type { SessionRecord } from './record.js'
import { type Rejection, rejectInState } from './rejection.js'
import { sessionMachine } from './sessionMachine.js'
import { type Table, tabulate } from './tabulate.js'

// A chart the table can't run is a fault of this package: better no machine than one that differs from its chart.
const table: Table = E.getOrElse<ReadonlyArray<string>, Table>((faults) => {
  throw new Error(`the session chart can't be tabulated: ${faults.join('; ')}`)
})(tabulate(sessionMachine))

/**
 * The record after an event, or why the event is refused; the record given stays as it is. Takes a snapshot of an
 * actor of `sessionMachine`, too, and decides exactly as the actor does.
 *
 * @example
 * import type { DateTimeOffset } from 'exact-match-session/codec'
 * import { type SessionRecord, step } from 'exact-match-session/machine'
 *
 * const started = (record: SessionRecord, at: DateTimeOffset) => step(record, { type: 'start', at })
 */
export const step = (record: SessionRecord, event: SessionEvent): E.Either<Rejection, SessionRecord> => {
  const cell = table[record.value]?.[event.type]
  if (cell === undefined) return E.left(rejectInState(record, event.type))
  const { rule, next, last } = cell
  const refusal = rule.guard(record.context, event)
  if (refusal !== null) return E.left(refusal)
  const value = last !== null && rule.remaining?.(record.context, event) === 0 ? last : next
  return E.right({ value, context: rule.evolve(record.context, event) })
}
