// What an entry of a trace costs beside `step`, and whether memory grows with the trace.
import * as E from 'fp-ts/lib/Either.js'
import { type SessionRecord, step } from '../src/machine/index.js'
import { isSessionEvent, Plan, simulate } from '../src/simulate/index.js'
import { peak } from './runner/memory.js'
import { race } from './runner/race.js'
import type { Subject } from './runner/subject.js'

/** A plan without faults and with so many entries, half of them blocks, half of them jobs. */
const planOf = (entries: number): Plan => {
  // Reads are so rare that every entry is an event of the session.
  const session = { request: { totalBlockCount: Math.ceil(entries / 2) } }
  const plan = Plan.decode({ session, client: { secondsBetweenReads: 1e6 } })
  if (E.isLeft(plan)) throw new Error('the plan is invalid')
  return plan.right
}

const plan = planOf(1_000_000)
// Copies: if a simulation's own events are kept, V8 places all later ones where only full collections find them.
const events = Array.from(simulate(plan), ({ event }) => ({ ...event })).filter(isSessionEvent)

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

const entry = 'an entry'
const memory = 'peak heap'
const [bare, whole] = ['step in a loop', 'simulate']
const units = events.length
const contenders = { [bare]: { units, run: applyEvents }, [whole]: { units, run: runSimulation } }
const [million, tenMillion] = ['1,000,000 entries', '10,000,000 entries']

export const subject: Subject = {
  title: 'Simulation',
  description: 'A simulation without faults against its own events applied by `step`, and its memory.',
  measures: [
    race(entry, contenders, { rounds: 15 }),
    peak(memory, { [million]: () => simulate(planOf(1e6)), [tenMillion]: () => simulate(planOf(1e7)) }),
  ],
  goals: [
    { measure: entry, contender: whole, against: bare, atMost: 7 },
    { measure: memory, contender: tenMillion, against: million, atMost: 1.2 },
  ],
}
