// Plays a trace in real time.
import { setTimeout as timer, setImmediate as turn } from 'node:timers/promises'
import { epochMillisOf } from '../codec/index.js'
import type { TraceEntry } from './trace/traceEntry.js'

/** How a trace is played. */
export interface Playback {
  /** Seconds of virtual time in one real second; with Infinity, entries come as fast as they are taken. */
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
  wait: (milliseconds, signal) => {
    const options = signal === undefined ? {} : { signal }
    return milliseconds < 1
      ? turn(undefined, options)
      : timer(Math.min(milliseconds, maxDelay), undefined, options)
  },
}

/**
 * Gives the entries of a trace at the pace at which they would happen, times `speed`. It asks for the next entry only
 * when the last one has been taken; entries that are late for that reason are given without a pause.
 *
 * @example
 * import { play, type TraceEntry } from 'exact-match-session/simulate'
 *
 * const watch = async (trace: Iterable<TraceEntry>, show: (entry: TraceEntry) => void) => {
 *   for await (const entry of play(trace, { speed: 60 })) show(entry)
 * }
 */
export async function* play(
  trace: Iterable<TraceEntry>,
  { speed, signal, watch = systemStopwatch }: Playback,
): AsyncGenerator<TraceEntry, void> {
  let start: { readonly at: number; readonly real: number } | undefined
  for (const entry of trace) {
    const at = epochMillisOf(entry.at)
    start ??= { at, real: watch.now() }
    const due = start.real + (at - start.at) / speed
    // At least once, so that other tasks, and with them the signal, get a turn between two entries.
    do {
      // A wait rejects when the signal aborts; the playback then ends below.
      await watch.wait(Math.max(0, due - watch.now()), signal).catch(() => undefined)
      if (signal?.aborted) return
    } while (watch.now() < due)
    yield entry
  }
}
