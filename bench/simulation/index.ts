// The cost of a simulation: its entries against the same events applied by `step`, and its memory.
import * as E from 'fp-ts/lib/Either.js'
import type { SessionEvent, SessionRecord } from '../../src/machine/index.js'
import { step } from '../../src/machine/index.js'
import { isSessionEvent, simulate } from '../../src/simulate/index.js'
import { weigh } from '../runner/memory.js'
import { race } from '../runner/race.js'
import { median, ratio, type Subject } from '../runner/subject.js'
import { planOf } from './plan.js'

const plan = planOf(1_000_000)
// Copies: if a simulation's own events are kept, the engine learns that its objects live long, and places all later
// ones where only full collections find them.
const events: ReadonlyArray<SessionEvent> = Array.from(simulate(plan), ({ event }) => ({ ...event })).filter(
  isSessionEvent,
)

const applyEvents = (): SessionRecord => {
  let record = plan.sessions[0].session
  for (const event of events) {
    const outcome = step(record, event)
    if (E.isRight(outcome)) record = outcome.right
  }
  return record
}

const runSimulation = (): SessionRecord => {
  let record = plan.sessions[0].session
  for (const { session } of simulate(plan)) record = session
  return record
}

const time = 'an entry'
const memory = 'peak heap'
const [bare, whole] = ['step in a bare loop', 'simulate']
const [million, tenMillion] = ['1,000,000 entries', '10,000,000 entries']

export const subject: Subject = {
  title: 'Simulation',
  says: 'A simulation without faults of a million entries against its own events applied by `step`, and its memory.',
  measures: [
    race(
      time,
      [
        { name: bare, run: applyEvents, units: events.length },
        { name: whole, run: runSimulation, units: events.length },
      ],
      { rounds: 15 },
    ),
    weigh(memory, new URL('./memory.js', import.meta.url)),
  ],
  goals: [
    {
      says: 'an entry, against the same events applied by step',
      figure: ratio(time, whole, bare),
      as: '×',
      atMost: 4,
    },
    {
      says: 'the peak heap of ten million entries, against that of one million',
      figure: (taken) => {
        const { [million]: one = [], [tenMillion]: ten = [] } = taken[memory] ?? {}
        return median(ten) / median(one)
      },
      as: '×',
      atMost: 1.2,
    },
  ],
}
