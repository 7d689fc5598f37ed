// Moments in real time.
import { setTimeout as timer, setImmediate as turn } from 'node:timers/promises'
import * as O from 'fp-ts/lib/Option.js'
import { type DateTimeOffset, dateOf } from '../codec/index.js'
import type { Moment } from './moment.js'

/** How moments are played. */
export interface Playback {
  /** Seconds of the simulation in one real second; Infinity gives moments as fast as they are taken. */
  readonly speed: number
  /** Ends the playback, at once and without an error. */
  readonly signal?: AbortSignal
  /** The time that passes; by default this machine's. */
  readonly watch?: Stopwatch
}

/** Real time, or what stands for it. */
export interface Stopwatch {
  /** Milliseconds since whenever. */
  readonly now: () => number
  /** Resolves after so many milliseconds, or rejects as soon as the signal aborts. */
  readonly wait: (milliseconds: number, signal: AbortSignal | undefined) => Promise<unknown>
}

/** Timers hold no more milliseconds than that, some 25 days. */
const longestTimer = 2 ** 31 - 1

const machine: Stopwatch = {
  now: () => performance.now(),
  wait: (milliseconds, signal) => {
    const options = signal === undefined ? {} : { signal }
    return milliseconds < 1
      ? turn(undefined, options)
      : timer(Math.min(milliseconds, longestTimer), undefined, options)
  },
}

const millisecondsOf = (at: DateTimeOffset): number =>
  O.match(
    () => 0,
    (date: Date) => date.getTime(),
  )(dateOf(at))

/**
 * Gives the moments of a simulation at the pace at which they would happen, times `speed`. The next moment is not
 * asked for before the last one has been taken; what is late for that reason is given without a pause.
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
  { speed, signal, watch = machine }: Playback,
): AsyncGenerator<Moment, void> {
  let begun: { readonly at: number; readonly real: number } | undefined
  for (const moment of moments) {
    const at = millisecondsOf(moment.at)
    begun ??= { at, real: watch.now() }
    const due = begun.real + (at - begun.at) / speed
    // Once at least: between two moments others have their turn, and with it the signal.
    do {
      // The pause rejects when the signal aborts, which is no error here: the playback ends below.
      await watch.wait(Math.max(0, due - watch.now()), signal).catch(() => undefined)
      if (signal?.aborted) return
    } while (watch.now() < due)
    yield moment
  }
}
