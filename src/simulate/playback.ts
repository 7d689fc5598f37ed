// Moments in real time.
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises'
import * as O from 'fp-ts/lib/Option.js'
import { type DateTimeOffset, dateOf } from '../codec/index.js'
import type { Moment } from './moment.js'

/** How moments are played. */
export interface Playback {
  /** Seconds of the simulation in one real second; Infinity gives moments as fast as they are taken. */
  readonly speed: number
  /** Ends the playback, at once and without an error. */
  readonly signal?: AbortSignal
}

const millisecondsOf = (at: DateTimeOffset): number =>
  O.match(
    () => 0,
    (date: Date) => date.getTime(),
  )(dateOf(at))

/**
 * Gives the moments of a simulation at the pace at which they would happen, times `speed`. The next moment is not
 * asked for before the last one has been taken.
 *
 * @example
 * import { type Moment, play } from 'exact-match-session/simulate'
 *
 * const watch = async (moments: Iterable<Moment>, show: (moment: Moment) => void) => {
 *   for await (const moment of play(moments, { speed: 60 })) show(moment)
 * }
 */
export async function* play(
  moments: Iterable<Moment>,
  { speed, signal }: Playback,
): AsyncGenerator<Moment, void> {
  const options = signal === undefined ? {} : { signal }
  let before: number | undefined
  let owed = 0
  for (const moment of moments) {
    const now = millisecondsOf(moment.at)
    owed += (now - (before ?? now)) / speed
    before = now
    // Pauses too short for a timer add up; between them others have their turn, and with it the signal.
    const pause = owed < 1 ? turn(undefined, options) : wait(owed, undefined, options)
    if (owed >= 1) owed = 0
    // The pause rejects when the signal aborts, which is no error here: the loop ends below.
    await pause.catch(() => undefined)
    if (signal?.aborted) return
    yield moment
  }
}
