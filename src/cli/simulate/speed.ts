// How fast a simulation is shown: `max`, `realtime`, `60x`, or, where nothing is told, so that it can be watched.
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as O from 'fp-ts/lib/Option.js'
import { type DateTimeOffset, dateOf } from '../../codec/index.js'
import { type Plan, simulate } from '../../simulate/index.js'
import type { Failure } from '../failure.js'

/** Seconds of the simulation in one real second, as a word tells it. */
export const speedOf = (word: string): E.Either<Failure, number> => {
  if (word === 'max') return E.right(Number.POSITIVE_INFINITY)
  if (word === 'realtime') return E.right(1)
  const times = /^(\d+(?:\.\d+)?|\.\d+)x$/.exec(word)?.[1]
  return times !== undefined && Number(times) > 0
    ? E.right(Number(times))
    : E.left({ message: `--speed ${word}: max, realtime or a number of times like 60x was expected` })
}

/** How long a person is asked to watch, in seconds. */
const showTime = 3

/** How far a simulation is looked ahead for that. */
const mostAhead = 100_000

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

/** The same for whoever watches, where no word tells it; without a watcher, as fast as it goes. */
export const speedFor = (plan: Plan, watched: boolean): number => {
  if (!watched) return Number.POSITIVE_INFINITY
  let last = plan.startDateTime
  let ahead = 0
  for (const { at } of simulate(plan)) {
    last = at
    ahead += 1
    if (ahead === mostAhead) break
  }
  return Math.max(1, secondsBetween(plan.startDateTime, last) / showTime)
}
