// The ways on which a client waits for answers, and its patience: what isn't answered in time is asked again.
import type { Agenda } from './agenda.js'
import type { Ask, Message } from './message.js'
import type { Moment } from './moment.js'

/** One of the ways: for each parallel upload one, and one for all the rest. */
export interface Lane {
  /** Which of all its tasks the client does here; 0 where it does none. */
  task: number
  ask: Ask
  block: number | null
  /** Counted from 1. */
  attempt: number
  /** When it asks again; never while it is held. */
  deadline: number
}

/** Lanes by their numbers. */
export interface Lanes {
  /** Asks, and waits for the answer. */
  readonly ask: (index: number, what: Ask, block: number | null) => void
  /** Asks the same once more. */
  readonly again: (index: number) => void
  /** Waits, but asks no more until it is told to. */
  readonly hold: (index: number) => void
  readonly isHeld: (index: number) => boolean
  /** Whether nothing is waited for. */
  readonly isFree: (index: number) => boolean
  /** Whether this is still waited for. */
  readonly awaits: (message: Message) => boolean
  readonly leave: (index: number) => void
  readonly leaveAll: () => void
}

const free = (): Lane => ({
  task: 0,
  ask: 'read',
  block: null,
  attempt: 0,
  deadline: Number.POSITIVE_INFINITY,
})

const left = (lane: Lane): void => {
  lane.task = 0
  lane.deadline = Number.POSITIVE_INFINITY
}

/** However often it asks again, a client waits no longer than so many times its patience. */
const longestPatience = 2 ** 10

/** So many lanes, of a client that sends what it asks and notices what it has missed. */
export const lanesOf = (
  count: number,
  patienceSeconds: number,
  agenda: Agenda,
  send: (lane: Readonly<Lane>, index: number) => void,
  missed: (lane: Readonly<Lane>) => Moment | null,
): Lanes => {
  const lanes = Array.from({ length: count }, free)
  let tasks = 0
  let alarm = Number.POSITIVE_INFINITY

  /** Wakes the client when it has waited long enough; an alarm set before for a later time is overtaken. */
  const wakeBy = (deadline: number): void => {
    if (deadline >= alarm) return
    alarm = deadline
    agenda.after(deadline - agenda.now(), () => (alarm === deadline ? wake() : null))
  }

  const attempt = (index: number, lane: Lane): void => {
    lane.attempt += 1
    const patience = Math.min(2 ** (lane.attempt - 1), longestPatience) * patienceSeconds
    lane.deadline = agenda.now() + Math.ceil(patience * 1000)
    wakeBy(lane.deadline)
    send(lane, index)
  }

  const wake = (): Moment | null => {
    alarm = Number.POSITIVE_INFINITY
    const late = lanes.findIndex(({ deadline }) => deadline <= agenda.now())
    const lane = lanes[late]
    if (lane !== undefined) attempt(late, lane)
    wakeBy(lanes.reduce((first, { deadline }) => Math.min(first, deadline), Number.POSITIVE_INFINITY))
    return lane === undefined ? null : missed(lane)
  }

  return {
    ask: (index, what, block) => {
      const lane = lanes[index]
      if (lane === undefined) return
      tasks += 1
      lane.task = tasks
      lane.ask = what
      lane.block = block
      lane.attempt = 0
      attempt(index, lane)
    },
    again: (index) => {
      const lane = lanes[index]
      if (lane !== undefined) attempt(index, lane)
    },
    hold: (index) => {
      const lane = lanes[index]
      if (lane !== undefined) lane.deadline = Number.POSITIVE_INFINITY
    },
    isHeld: (index) => lanes[index]?.deadline === Number.POSITIVE_INFINITY,
    isFree: (index) => lanes[index]?.task === 0,
    awaits: ({ lane, task }) => lanes[lane]?.task === task,
    leave: (index) => {
      const lane = lanes[index]
      if (lane !== undefined) left(lane)
    },
    leaveAll: () => lanes.forEach(left),
  }
}
