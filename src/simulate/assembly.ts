// The parts of a simulation put together: a client for each session, one network, one server, one event queue.
import { createClient, type SimulatedClient } from './client/client.js'
import { faultDraws } from './faults/faultDraws.js'
import { faultDurations } from './faults/faultDuration.js'
import { scheduleConditions } from './faults/schedule.js'
import type { Request } from './network/message.js'
import { networkBetween } from './network/network.js'
import type { Condition } from './plan/fault.js'
import type { Plan } from './plan/plan.js'
import { drawsOf } from './random/substream.js'
import type { ServedSession } from './server/servedSession.js'
import { createServer } from './server/server.js'
import { createWorkers } from './server/workers.js'
import { createEventQueue, type EventQueue } from './time/eventQueue.js'
import { instantOf } from './time/microseconds.js'
import { clockFrom } from './time/virtualClock.js'
import type { Recorder } from './trace/recorder.js'
import type { SignalType, TraceEntry } from './trace/traceEntry.js'

/** A simulation that is ready to run: each event that is taken from the queue happens. */
export interface Assembly {
  readonly queue: EventQueue
  readonly sessions: ReadonlyArray<ServedSession>
  /** The entry that says which bound has ended the simulation; null if none has. */
  readonly stopped: () => TraceEntry | null
}

/** Puts a plan's simulation together; the recorder makes its entries. */
export const assemble = (plan: Plan, recorder: Recorder): Assembly => {
  const queue = createEventQueue(plan.limits)
  const clock = clockFrom(plan.startDateTime)
  const draws = drawsOf(plan.seed)
  const drawsOfFault = faultDraws(plan.faults, draws.of('fault'))
  const durationOf = faultDurations(plan.faults, drawsOfFault)
  const faultOptions = { draws, faultDraws: drawsOfFault, durationOf }

  const ends = plan.sessions.map(({ session }, index) => ({
    sessionId: session.context.metadata.id ?? '',
    session: () => servedAt(index).record(),
    client: () => clientAt(index).view(),
  }))
  const signalOf =
    (index: number) =>
    (type: SignalType, block: number | null, cause: TraceEntry['cause']): TraceEntry | null =>
      servedAt(index).signal(type, block, cause)

  const begin = (condition: Condition, microseconds: number, index: number): boolean => {
    if (condition.fault === 'crash') return clientAt(index).crash(microseconds, condition.memory)
    if (condition.fault === 'outage') server.outage(microseconds, servedAt(index))
    else network.stall(microseconds, (type) => signalOf(index)(type, null, 'stalled'))
    return true
  }

  // Callbacks break the cycle server ↔ network ↔ client.
  const network = networkBetween(
    {
      onRequest: (request, fault) => server.onRequest(request, fault),
      onResponse: (request, response) => clientOf(request).onResponse(request, response),
      expireUri: ({ session }) => queue.after(0, servedAt(session).expireUri),
      abort: (request) => clientOf(request).abort(),
      begin: (condition, microseconds, { session }) => begin(condition, microseconds, session),
    },
    plan,
    queue,
    faultOptions,
  )
  const workers = createWorkers(plan, queue, faultOptions)
  const server = createServer({ plan, queue, clock, recorder, draws, workers, ends, reply: network.reply })
  const clients = plan.sessions.map((planned, index) => {
    const { send, drop } = network
    return createClient({ index, planned, plan, queue, draws, signal: signalOf(index), send, drop })
  })

  // Indices are those of plan.sessions, of which there is one client and one served session each.
  const servedAt = (index: number) => server.sessions[index] as ServedSession
  const clientAt = (index: number) => clients[index] as SimulatedClient
  const clientOf = ({ session }: Request) => clientAt(session)

  server.begin()
  for (const [index, { startsAtSeconds }] of plan.sessions.entries()) {
    const { begin } = clientAt(index)
    if (startsAtSeconds === 0) begin()
    else
      queue.after(instantOf(startsAtSeconds), () => {
        begin()
        return null
      })
  }
  scheduleConditions(plan.faults, queue, (condition, number) => {
    const struck = condition.fault === 'crash' ? clients.keys() : [0]
    for (const index of struck) begin(condition, durationOf(condition, index, number), index)
    return null
  })

  return {
    queue,
    sessions: server.sessions,
    stopped: () => {
      const limit = queue.reached()
      return limit === null ? null : signalOf(0)('simulation.stopped', null, limit)
    },
  }
}
