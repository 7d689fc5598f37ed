// A plan unfolded: every event of the upload in the order of virtual time, with what the session makes of it.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as O from 'fp-ts/lib/Option.js'
import TinyQueue from 'tinyqueue'
import { type DateTimeOffset, dateOf, dateTimeOffsetOf } from '../codec/index.js'
import { type Rejection, type SessionEvent, type SessionRecord, step } from '../machine/index.js'
import type { SessionStateName } from '../model/index.js'
import { type Chance, chanceOf } from './chance.js'
import type { Plan } from './plan.js'

/** Something that happens in a simulation. */
export interface Moment {
  readonly at: DateTimeOffset
  readonly event: SessionEvent
  /** The session after the event, or why it was refused. */
  readonly outcome: E.Either<Rejection, SessionRecord>
}

/** When each of `count` pieces of work is done, in the order of time, with so many of them under way at once. */
function* completions(
  from: number,
  count: number,
  atOnce: number,
  duration: () => number,
): Generator<number> {
  const underWay = new TinyQueue<number>()
  const first = Math.min(count, atOnce)
  for (let begun = 0; begun < first; begun += 1) underWay.push(from + duration())
  for (let begun = first; underWay.length > 0; begun += 1) {
    const next = underWay.pop() ?? from
    if (begun < count) underWay.push(next + duration())
    yield next
  }
}

/** So many seconds after a start; where no Date can hold that, time stands still. */
const timeAfter = (start: DateTimeOffset, seconds: number): DateTimeOffset =>
  pipe(
    dateOf(start),
    O.flatMap((date) => dateTimeOffsetOf(new Date(date.getTime() + seconds * 1000))),
    O.getOrElse(() => start),
  )

/** Seconds since the plan's start, and what happens then. */
type Happening = readonly [clock: number, event: (at: DateTimeOffset) => SessionEvent]

type Phase = (plan: Plan, record: SessionRecord, clock: number, chance: Chance) => Iterable<Happening>

/** What happens in each state until the session leaves it. */
const phases: Readonly<Partial<Record<SessionStateName, Phase>>> = {
  created: (_plan, _record, clock) => [[clock, (at) => ({ type: 'start', at })]],

  *uploading({ network }, { context }, clock, chance) {
    const duration = () => chance.seconds(network.secondsPerBlock)
    for (const done of completions(clock, context.blocks.remaining, network.parallelUploads, duration)) {
      yield [done, (at) => ({ type: 'block.uploaded', at, count: 1 })]
    }
  },

  uploaded: ({ processing: { totalJobCount } }, _record, clock) => [
    [clock, (at) => ({ type: 'commit', at, ...(totalJobCount === null ? {} : { totalJobCount }) })],
  ],

  *processing({ processing }, { context }, clock, chance) {
    const duration = () => chance.seconds(processing.secondsPerJob)
    for (const done of completions(clock, context.jobs?.remaining ?? 0, processing.workers, duration)) {
      yield [done, (at) => ({ type: 'job.completed', at, count: 1 })]
    }
  },
}

function* moments(plan: Plan): Generator<Moment, void, undefined> {
  const chance = chanceOf(plan.seed)
  let record = plan.session
  let clock = 0
  for (let phase = phases[record.value]; phase !== undefined; ) {
    const { value } = record
    for (const [seconds, eventAt] of phase(plan, record, clock, chance)) {
      clock = seconds
      const at = timeAfter(plan.startDateTime, clock)
      const event = eventAt(at)
      const outcome = step(record, event)
      if (E.isRight(outcome)) record = outcome.right
      yield { at, event, outcome }
    }
    // A phase whose events were refused would come again for ever.
    phase = record.value === value ? undefined : phases[record.value]
  }
}

/**
 * Unfolds a plan, moment by moment, in virtual time: nothing is computed before it is asked for, and iterating
 * again gives the same moments again.
 *
 * @example
 * import { type Plan, simulate } from 'exact-match-session/simulate'
 *
 * const events = (plan: Plan) => Array.from(simulate(plan), ({ at, event }) => `${at} ${event.type}`)
 */
export const simulate = (plan: Plan): Iterable<Moment> => ({ [Symbol.iterator]: () => moments(plan) })
