// What lies between client and service: how long messages take, and what befalls them on the way.
import type { Agenda } from './agenda.js'
import type { Chance } from './chance.js'
import type { Clock } from './clock.js'
import { delaysOf, fateOf } from './fate.js'
import type { Ask, Message } from './message.js'
import type { Moment, Witness } from './moment.js'
import { drawsOf, waitOf } from './plan/distribution.js'
import { befallsRequests, type RequestFault } from './plan/fault.js'
import type { Plan } from './plan/plan.js'

/** What is at the two ends of a network. */
export interface Ends {
  /** A request has come to the service. */
  readonly arrive: (message: Message) => Moment | null
  /** An answer has come to the client. */
  readonly hear: (message: Message) => Moment | null
  /** The upload URI ends now. */
  readonly expire: () => void
  /** Whoever uploads gives up now. */
  readonly giveUp: () => void
}

export interface Carrier {
  readonly send: (message: Message) => void
  /** Carries a message that has its answer back. */
  readonly reply: (message: Message) => void
}

/** What these faults strike; all others strike whatever is asked. */
const strikes: Readonly<Partial<Record<RequestFault['fault'], ReadonlyArray<Ask>>>> = {
  expiredUri: ['block'],
  cancelled: ['start', 'block', 'commit', 'renew', 'read'],
}

const canStrike = ({ fault }: RequestFault, ask: Ask): boolean => strikes[fault]?.includes(ask) ?? true

/** The network between two ends. */
export const networkBetween = (
  ends: Ends,
  { network, faults }: Plan,
  agenda: Agenda,
  chance: Chance,
  clock: Clock,
  witness: Witness,
): Carrier => {
  const throughput = drawsOf(network.throughput, chance)
  const latency = drawsOf(network.latency, chance)
  const befalling = faults.filter(befallsRequests)
  const fate = fateOf(befalling, chance, canStrike)
  const delayOf = delaysOf(befalling, chance)
  let resumesAt = 0

  /** What would arrive while nothing gets through arrives when it does again, in the same order. */
  const patiently =
    (arrival: Ends['arrive']): Ends['arrive'] =>
    (message) => {
      const standstill = resumesAt - agenda.now()
      if (standstill <= 0) return arrival(message)
      agenda.put(standstill, message, arrival)
      return null
    }
  const arrive = patiently(ends.arrive)
  const hear = patiently(ends.hear)

  const signal = (type: 'network.stalled' | 'network.resumed') =>
    witness({ type, at: clock(agenda.now()) }, null, null, 'stalled')

  const stall = (milliseconds: number): void => {
    const standsStill = resumesAt > agenda.now()
    resumesAt = Math.max(resumesAt, agenda.now() + milliseconds)
    if (!standsStill) agenda.after(0, () => signal('network.stalled'))
    agenda.after(milliseconds, () => (resumesAt === agenda.now() ? signal('network.resumed') : null))
  }

  const wayOf = ({ ask, fault }: Message): number => {
    const transfer = ask === 'block' ? 1 / throughput() : 0
    const seconds = transfer + latency()
    if (fault === null) return waitOf(seconds)
    if (fault.fault === 'slow') return waitOf(seconds * fault.factor)
    return waitOf(seconds) + (fault.fault === 'reordered' ? delayOf(fault) : 0)
  }

  return {
    send: (message) => {
      const fault = fate(agenda.now(), message.attempt, message.ask)
      message.fault = fault
      if (fault?.fault === 'cancelled') return ends.giveUp()
      if (fault?.fault === 'expiredUri') ends.expire()
      if (fault?.fault === 'stalled') stall(delayOf(fault))
      const way = wayOf(message)
      if (fault?.fault === 'duplicate') {
        agenda.put(way + waitOf(latency()), { ...message }, arrive)
        message.fault = null
      }
      agenda.put(way, message, arrive)
    },
    reply: (message) => {
      if (message.fault?.fault !== 'lostAcknowledgement') agenda.put(waitOf(latency()), message, hear)
    },
  }
}
