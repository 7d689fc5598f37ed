// The speed of a simulation that a person watches in a terminal.
import { pipe } from 'fp-ts/lib/function.js'
import * as O from 'fp-ts/lib/Option.js'
import { type DateTimeOffset, dateOf } from '../../codec/index.js'
import { type Plan, simulate } from '../../simulate/index.js'

/** How long the person watches, in seconds. */
const showTime = 3

/** The number of entries that are computed to measure the length of a simulation. */
const maxLookahead = 100_000

const secondsBetween = (first: DateTimeOffset, last: DateTimeOffset): number =>
  pipe(
    O.Do,
    O.apS('from', dateOf(first)),
    O.apS('to', dateOf(last)),
    O.match(
      () => 0,
      ({ from, to }) => (to.getTime() - from.getTime()) / 1000,
    ),
  )

/** The speed at which the whole simulation fits into the time that a person watches; at least real time. */
export const watchableSpeed = (plan: Plan): number => {
  let last = plan.startDateTime
  let count = 0
  for (const { at } of simulate(plan)) {
    last = at
    count += 1
    if (count === maxLookahead) break
  }
  return Math.max(1, secondsBetween(plan.startDateTime, last) / showTime)
}
