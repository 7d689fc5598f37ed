// Whether a client runs: it may be down after a crash, or have ended for good.
import type { EventQueue } from '../time/eventQueue.js'
import type { TraceEntry } from '../trace/traceEntry.js'

export interface Run {
  /** Whether it sends nothing: it is down, or has ended. */
  readonly isSilent: () => boolean
  /** How often it was restarted. */
  readonly restarts: () => number
  /** It sends nothing from now on. */
  readonly end: () => void
  /** It has learnt something: the next crash is not in vain. */
  readonly onNews: () => void
  /** Crashes, and calls `restart` some microseconds later; false if it is down, or spared. */
  readonly crash: (microseconds: number, restart: () => TraceEntry | null) => boolean
}

/** Crashes one after the other without news between them; after that a client is spared, so that every plan ends. */
const maxCrashesInVain = 5

/** The runs of a client. */
export const runOf = (queue: EventQueue, isSpared: boolean): Run => {
  let restarts = 0
  let crashesInVain = 0
  let isSilent = false
  return {
    isSilent: () => isSilent,
    restarts: () => restarts,
    end: () => {
      isSilent = true
    },
    onNews: () => {
      crashesInVain = 0
    },
    crash: (microseconds, restart) => {
      if (isSilent || (isSpared && crashesInVain >= maxCrashesInVain)) return false
      isSilent = true
      crashesInVain += 1
      restarts += 1
      queue.after(microseconds, () => {
        isSilent = false
        return restart()
      })
      return true
    },
  }
}
