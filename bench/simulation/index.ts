// What a simulation costs: its moments against the same events applied by `step` alone, and its memory.
import * as E from 'fp-ts/lib/Either.js'
import type { SessionEvent, SessionRecord } from '../../src/machine/index.js'
import { step } from '../../src/machine/index.js'
import { isSessionEvent, simulate } from '../../src/simulate/index.js'
import { weigh } from '../runner/memory.js'
import { race } from '../runner/race.js'
import { median, ratio, type Subject } from '../runner/subject.js'
import { planOf } from './plan.js'

const plan = planOf(1_000_000)
// Copies: where a simulation's own events are kept, the engine learns that what it makes lasts, and puts all that it
// makes from then on, though it is dropped, where only full collections find it.
const events: ReadonlyArray<SessionEvent> = Array.from(simulate(plan), ({ event }) => ({ ...event })).filter(
  isSessionEvent,
)

const applied = (): SessionRecord => {
  let record = plan.session
  for (const event of events) {
    const outcome = step(record, event)
    if (E.isRight(outcome)) record = outcome.right
  }
  return record
}

const simulated = (): SessionRecord => {
  let record = plan.session
  for (const { session } of simulate(plan)) record = session
  return record
}

const time = 'a moment'
const memory = 'peak heap'
const [bare, whole] = ['step in a bare loop', 'simulate']
const [million, tenMillion] = ['1,000,000 moments', '10,000,000 moments']

export const subject: Subject = {
  title: 'Simulation',
  says: 'A faultless simulation of a million moments against its own events applied by `step`, and what it holds.',
  measures: [
    race(
      time,
      [
        { name: bare, run: applied, units: events.length },
        { name: whole, run: simulated, units: events.length },
      ],
      { rounds: 15 },
    ),
    weigh(memory, new URL('./memory.js', import.meta.url)),
  ],
  goals: [
    {
      says: 'a moment, against the same events applied by step',
      figure: ratio(time, whole, bare),
      as: '×',
      rateLimit: 4,
    },
    {
      says: 'the peak heap of ten million moments, against that of one million',
      figure: (taken) => {
        const { [million]: one = [], [tenMillion]: ten = [] } = taken[memory] ?? {}
        return median(ten) / median(one)
      },
      as: '×',
      rateLimit: 1.2,
    },
  ],
}
