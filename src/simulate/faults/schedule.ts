// Begins the faults that last for a while when their time comes.
import type { Condition, Fault } from '../plan/fault.js'
import { isCondition } from '../plan/fault.js'
import type { EventQueue } from '../time/eventQueue.js'
import type { TraceEntry } from '../trace/traceEntry.js'
import { isTimed, occurrencesOf } from './occurrences.js'

/** Calls `begin` at each time of every fault with a time, with the number of that time, from 1. */
export const scheduleConditions = (
  faults: ReadonlyArray<Fault>,
  queue: EventQueue,
  begin: (fault: Condition, number: number) => TraceEntry | null,
): void => {
  for (const fault of faults) {
    if (!isCondition(fault) || !isTimed(fault)) continue
    const { first, period } = occurrencesOf(fault)
    const occur = (number: number) => (): TraceEntry | null => {
      if (period !== null) queue.inBackground(period, occur(number + 1))
      return begin(fault, number)
    }
    queue.inBackground(first, occur(1))
  }
}
