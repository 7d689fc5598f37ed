// How fast a simulation is shown: `max`, `realtime`, `60x`.
import * as E from 'fp-ts/lib/Either.js'
import type { Failure } from '../failure.js'

/** Seconds of the simulation in one real second. */
export const speedOf = (word: string): E.Either<Failure, number> => {
  if (word === 'max') return E.right(Number.POSITIVE_INFINITY)
  if (word === 'realtime') return E.right(1)
  const times = /^(\d+(?:\.\d+)?|\.\d+)x$/.exec(word)?.[1]
  return times !== undefined && Number(times) > 0
    ? E.right(Number(times))
    : E.left({ message: `--speed ${word}: max, realtime or a number of times like 60x was expected` })
}
