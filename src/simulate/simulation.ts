// A plan executed: client, network and server over one event queue, in virtual time.
import * as E from 'fp-ts/lib/Either.js'
import { clientOf } from './client.js'
import { createEventQueue } from './eventQueue.js'
import { linkBetween } from './network.js'
import type { Plan } from './plan/plan.js'
import { rngOf } from './rng.js'
import { serverOf } from './server.js'
import type { Recorder, TraceEntry } from './traceEntry.js'
import { clockFrom } from './virtualClock.js'

function* traceOf(plan: Plan): Generator<TraceEntry, void, undefined> {
  const queue = createEventQueue()
  const rng = rngOf(plan.seed)
  const clock = clockFrom(plan.startDateTime)

  const record: Recorder = (event, outcome, block, cause) => {
    const session = server.session()
    return {
      at: event.at,
      event,
      outcome: outcome ?? E.right(session),
      session,
      client: client.view(),
      block,
      cause,
    }
  }

  // Callbacks break the cycle server ↔ network ↔ client.
  const link = linkBetween(
    {
      onRequest: (request, fault) => server.onRequest(request, fault),
      onResponse: (request, response) => client.onResponse(request, response),
      expireUri: () => server.expireUri(),
      abort: () => client.abort(),
    },
    plan,
    queue,
    rng,
    clock,
    record,
  )
  const server = serverOf(plan, queue, rng, clock, record, link.reply)
  const client = clientOf(plan, queue, clock, record, link.send)

  server.begin()
  client.begin()
  for (let entry = queue.next(); entry !== undefined; entry = queue.next()) {
    if (entry !== null) yield entry
  }
}

/**
 * Executes a plan in virtual time and gives its trace, entry by entry. An entry is computed when it is asked for, and
 * each iteration gives the same entries. `step` decides on every event of the session.
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
