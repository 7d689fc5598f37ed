// A plan executed: clients, network and server over one event queue, in virtual time.
import { assemble } from './assembly.js'
import type { Plan } from './plan/plan.js'
import { traceRecorder } from './trace/recorder.js'
import type { TraceEntry } from './trace/traceEntry.js'

function* traceOf(plan: Plan): Generator<TraceEntry, void, undefined> {
  const { queue, stopped } = assemble(plan, traceRecorder)
  for (let entry = queue.next(); entry !== undefined; entry = queue.next()) {
    if (entry !== null) yield entry
  }
  const last = stopped()
  if (last !== null) yield last
}

/**
 * Executes a plan in virtual time and gives its trace, entry by entry. An entry is computed when it is asked for, and
 * each iteration gives the same entries. `step` decides on every event of a session. A simulation that reaches a bound
 * of its plan ends with the entry `simulation.stopped`.
 *
 * @example
 * import { DateTimeOffset } from 'exact-match-session/codec'
 * import { planFromRequest, simulate } from 'exact-match-session/simulate'
 * import * as E from 'fp-ts/lib/Either.js'
 * import { pipe } from 'fp-ts/lib/function.js'
 *
 * const at = DateTimeOffset.of('2026-11-24T09:00:00Z')
 * const plan = planFromRequest({ id: 'a', at, request: { totalBlockCount: 0 } })
 * pipe(plan, E.map((plan) => Array.from(simulate(plan), ({ event }) => event.type)))
 * // right(['start', 'client.updated', 'commit', 'client.updated'])
 */
export const simulate = (plan: Plan): Iterable<TraceEntry> => ({
  [Symbol.iterator]: () => traceOf(plan),
})
