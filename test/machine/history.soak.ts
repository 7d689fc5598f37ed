// Ten million random events through step, a million from each seed: no invariant is violated.
import * as E from 'fp-ts/lib/Either.js'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { describe, expect, it } from 'vitest'
import { maxInt32 } from '../../src/codec/index.js'
import {
  events,
  fromResource,
  type SessionEvent,
  type SessionEventType,
  type SessionRecord,
  sessionEventTypes,
  step,
  toResource,
} from '../../src/machine/index.js'
import {
  historyViolationsOf,
  type SessionStateName,
  sessionStateNames,
  violationsOf,
} from '../../src/model/index.js'
import { deepFreeze } from './records.js'
import { at, created } from './sample.js'

const million = 1_000_000

const first = Number(process.env['SEED'] ?? Date.now() % maxInt32)
const seeds = Array.from({ length: 10 }, (_, index) => (first + index) % maxInt32)

/** The events that advance a session in each state; now and then any event. */
const likely: Readonly<Record<SessionStateName, ReadonlyArray<SessionEventType>>> = {
  created: ['start', 'renew'],
  uploading: ['block.uploaded', 'block.uploaded', 'block.uploaded', 'renew'],
  uploaded: ['commit'],
  processing: ['job.completed'],
  completed: [],
  failed: [],
  cancelled: [],
}

type Draw = (least: number, most: number) => number

const pick = <A>(draw: Draw, choices: ReadonlyArray<A>, otherwise: A): A =>
  choices[draw(0, choices.length - 1)] ?? otherwise

/** Usually a minute after the last event, sometimes any time. */
const timeOf = (draw: Draw, clock: number) => at(draw(0, 9) === 0 ? draw(-1e7, 1e7) : clock)

/** Random values by property, valid and not; any other property keeps its weakest value. */
const values: Readonly<Record<string, (draw: Draw, remaining: number) => unknown>> = {
  count: (draw, remaining) => draw(-1, remaining + 2),
  totalJobCount: (draw) => draw(-1, 30),
  dataUploadURI: (draw) =>
    `https://upload.example/a?sig=x${draw(0, 3) === 0 ? `&se=${at(draw(-1000, 1000))}` : ''}`,
  error: (draw) => (draw(0, 3) === 0 ? {} : { code: 'dataCorrupted' }),
}

const eventOf = (
  draw: Draw,
  type: SessionEventType,
  time: SessionEvent['at'],
  remaining: number,
): SessionEvent => {
  const weakest: SessionEvent = events[type].weakestAt(time)
  const optional = type === 'commit' && draw(0, 1) === 0 ? ['totalJobCount'] : []
  const entries = Object.entries(weakest)
    .filter(([name]) => !optional.includes(name))
    .map(([name, value]) => [name, values[name]?.(draw, remaining) ?? value])
  // The properties of the event, with other values of the same types.
  return Object.fromEntries(entries)
}

/** Sometimes one block or job at a time, sometimes up to all that remain. */
const remainingIn = (draw: Draw, { value, context }: SessionRecord): number => {
  const remaining = value === 'processing' ? (context.jobs?.remaining ?? 0) : context.blocks.remaining
  return draw(0, 3) === 0 ? remaining : Math.min(1, remaining)
}

const firstRecord = (draw: Draw): SessionRecord =>
  created({
    totalBlockCount: draw(0, 60),
    ...(draw(0, 1) === 0 ? {} : { totalJobCount: draw(0, 30) }),
    ...(draw(0, 3) === 0 ? { dataUploadURI: `https://upload.example/?se=${at(draw(-100, 1000))}` } : {}),
  })

interface Sum {
  taken: number
  refused: number
  sessions: number
  readonly violations: Array<string>
  readonly ends: Set<SessionStateName>
}

const faultsAfter = (before: SessionRecord, record: SessionRecord): ReadonlyArray<string> => {
  const [earlier, later] = [toResource(before), toResource(record)]
  return [...violationsOf(later), ...historyViolationsOf(earlier, later)].map(({ message }) => message)
}

const run = (seed: number, length: number): Sum => {
  const generator = xoroshiro128plus(seed)
  const draw: Draw = (least, most) => uniformInt(generator, least, most)
  const sum: Sum = { taken: 0, refused: 0, sessions: 1, violations: [], ends: new Set() }
  let record = deepFreeze(firstRecord(draw))
  for (let count = 0, clock = 0; count < length; count++, clock++) {
    const moves = likely[record.value]
    const finished = moves.length === 0
    const choices = finished || draw(0, 19) === 0 ? sessionEventTypes : moves
    const type = pick(draw, choices, 'block.uploaded')
    const event = deepFreeze(eventOf(draw, type, timeOf(draw, clock), remainingIn(draw, record)))
    const outcome = step(record, event)
    if (E.isLeft(outcome)) sum.refused++
    else {
      sum.taken++
      sum.violations.push(...faultsAfter(record, outcome.right))
      record = deepFreeze(outcome.right)
    }
    if (finished && draw(0, 2) === 0) {
      if (JSON.stringify(fromResource(toResource(record))) !== JSON.stringify(E.right(record))) {
        sum.violations.push('another record comes back from the resource')
      }
      sum.ends.add(record.value)
      sum.sessions++
      record = deepFreeze(firstRecord(draw))
      clock = 0
    }
  }
  return sum
}

describe('over a million random events', () => {
  it.each(seeds)('from the seed %d no invariant is violated', (seed) => {
    const { taken, refused, sessions, violations, ends } = run(seed, million)
    process.stdout.write(
      `seed ${seed}: ${taken} events taken, ${refused} refused, ${sessions} sessions, ${violations.length} violations\n`,
    )
    expect(violations).toEqual([])
    expect(taken + refused).toBe(million)
    expect(ends).toEqual(new Set(sessionStateNames.filter((name) => likely[name].length === 0)))
  })
})
