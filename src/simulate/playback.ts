// Plays a trace in real time.
import { epochMillisOf } from '../codec/index.js'
import type { TraceEntry } from './trace/traceEntry.js'

/** How a trace is played. */
export interface Playback {
  /** Seconds of virtual time in one real second, above 0; with Infinity, entries come as fast as they are taken. */
  readonly speed: number
  /** Ends the playback, at once and without an error. */
  readonly signal?: AbortSignal
  /** Measures real time; by default by the clock of this machine. */
  readonly watch?: Stopwatch
}

/** Real time, or a substitute for it in tests. */
export interface Stopwatch {
  /** Milliseconds since some fixed time. */
  readonly now: () => number
  /** Resolves after `milliseconds`, or rejects as soon as the signal aborts. */
  readonly wait: (milliseconds: number, signal: AbortSignal | undefined) => Promise<unknown>
}

/** The longest delay of a timer, some 25 days. */
const maxDelay = 2 ** 31 - 1

const systemStopwatch: Stopwatch = {
  now: () => performance.now(),
  wait: (milliseconds, signal) =>
    new Promise<void>((resolve, reject) => {
      const abort = (): void => {
        clearTimeout(timer)
        reject(signal?.reason)
      }
      const timer = setTimeout(
        () => {
          signal?.removeEventListener('abort', abort)
          resolve()
        },
        Math.min(milliseconds, maxDelay),
      )
      signal?.addEventListener('abort', abort, { once: true })
    }),
}

/** How long entries are given without a turn for other tasks, in milliseconds: less than a frame of a display. */
const maxBusy = 10

/**
 * Gives the entries of a trace at the pace at which they would happen, times `speed`. It asks for the next entry only
 * when the last one has been taken; entries that are late for that reason are given without a pause. Throws a RangeError
 * for a speed that is no number above 0.
 *
 * @example
 * import { play, type TraceEntry } from 'exact-match-session/simulate'
 *
 * const watch = async (trace: Iterable<TraceEntry>, show: (entry: TraceEntry) => void) => {
 *   for await (const entry of play(trace, { speed: 60 })) show(entry)
 * }
 */
export const play = (trace: Iterable<TraceEntry>, playback: Playback): AsyncGenerator<TraceEntry, void> => {
  const { speed } = playback
  if (!(speed > 0)) throw new RangeError(`the speed is ${speed}; a number above 0 was expected`)
  return entriesOf(trace, playback)
}

async function* entriesOf(
  trace: Iterable<TraceEntry>,
  { speed, signal, watch = systemStopwatch }: Playback,
): AsyncGenerator<TraceEntry, void> {
  let start: { readonly at: number; readonly real: number } | undefined
  let turn = watch.now()
  for (const entry of trace) {
    if (signal?.aborted) return
    const at = epochMillisOf(entry.at)
    start ??= { at, real: watch.now() }
    const due = start.real + (at - start.at) / speed
    // Other tasks, and with them the signal, get a turn now and then, even if every entry is late.
    for (let now = watch.now(); now < due || now - turn > maxBusy; now = turn) {
      // A wait rejects when the signal aborts; the playback then ends below.
      await watch.wait(Math.max(0, due - now), signal).catch(() => undefined)
      if (signal?.aborted) return
      turn = watch.now()
    }
    yield entry
  }
}
